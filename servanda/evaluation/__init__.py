"""How good an extractor is: its extractions compared with annotated reports."""

from servanda.evaluation.evaluation import Evaluation, evaluate
from servanda.evaluation.page import error_page

__all__ = ["Evaluation", "error_page", "evaluate"]
