"""A bot that answers German questions about social media in SMEs with cited figures."""
