"""The data request with what sections say about it, and the data set with its files and versions."""

from hack.opendata.models.requests import MOST_INQUIRIES, DataInquiry, DataRequest
from hack.opendata.models.sets import MOST_FILES, DataFile, DataSet, DataSetForNeed, DataSetVersion

__all__ = [
    "MOST_FILES",
    "MOST_INQUIRIES",
    "DataFile",
    "DataInquiry",
    "DataRequest",
    "DataSet",
    "DataSetForNeed",
    "DataSetVersion",
]
