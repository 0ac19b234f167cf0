"""Turns texts into vectors: texts that mean much the same get vectors near each other. Knows no Rasa and no network."""

from bot.encoder.encoder import Encoder, EncoderError

__all__ = ["Encoder", "EncoderError"]
