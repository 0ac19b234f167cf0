"""A text to numbers: its meaning, and what a part tuned to danger sees in it. Imports no Rasa."""

from bot.encoder.encoder import Encoder, EncoderError, Reading

__all__ = ["Encoder", "EncoderError", "Reading"]
