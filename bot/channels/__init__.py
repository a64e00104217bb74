"""Where people meet the assistant: the terminal and Telegram. No channel knows how matching works."""
