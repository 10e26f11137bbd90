"""Where things lie beside the code."""

from pathlib import Path

LOCALES = Path(__file__).resolve().parents[2] / "locales"
