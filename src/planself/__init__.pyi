from planself.tables.score import TableWarning as TableWarning
from planself.tables.score import score_frame as score_frame

__version__: str
