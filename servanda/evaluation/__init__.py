"""How good an extractor is: its extractions compared with annotated reports."""

from servanda.evaluation.evaluation import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate"]
