"""What is known: the model, the YAML files that hold it, and the rules that keep it right."""
