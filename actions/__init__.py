"""The assistant's custom actions: tracker in, ``bot.reply`` asked, messages and slots out."""
