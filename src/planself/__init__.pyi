from planself.errors import InputError as InputError
from planself.errors import PlanselfError as PlanselfError
from planself.errors import UsageError as UsageError
from planself.tables.score import TableWarning as TableWarning
from planself.tables.score import score_frame as score_frame

__version__: str
