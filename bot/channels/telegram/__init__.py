"""The Telegram channel: one Application, thin handlers, rendering at the edge."""
