"""The facts as a table, described column by column: what programs that learn from data, and search engines for data, read (Croissant).

Source: https://docs.mlcommons.org/croissant/docs/croissant-spec.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kg.publish.model import CatalogueSettings, Dataset, Distribution
from kg.publish.table import COLUMNS

CROISSANT = "croissant.json"
TABLE = "facts.csv"
_RECORDS = "facts"
_VERSION = "http://mlcommons.org/croissant/1.0"
_INTEGERS = ("start", "end")  # a page may be absent, which is no number
_FLOATS = ("confidence",)
_TERMS = (
    *(
        "citeAs",
        "column",
        "extract",
        "field",
        "fileProperty",
        "fileObject",
        "fileSet",
        "format",
        "includes",
        "isLiveDataset",
    ),
    *("jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace"),
    *("separator", "source", "subField", "transform", "equivalentProperty", "samplingRate"),
)
# Its terms as the format asks for them, in full: programs compare them.
_CONTEXT: Mapping[str, object] = {
    "@language": "nl",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS},
}


def croissant(settings: CatalogueSettings, dataset: Dataset, distributions: Sequence[Distribution]) -> str:
    """The description of the dataset with its files, and of the columns of the facts as a table; what nobody told is left out."""
    published = settings.issued or settings.modified or dataset.last
    optional = {
        "license": settings.licence,
        "version": settings.version,
        "url": settings.access_url,
        "datePublished": published.isoformat() if published else "",
        "dateModified": settings.modified.isoformat() if settings.modified else "",
    }
    told = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "@id": settings.dataset_iri,
        "conformsTo": _VERSION,
        "name": settings.title_nl or settings.title_en,
        "description": settings.description_nl or settings.description_en,
        "keywords": [*settings.keywords_nl, *settings.keywords_en],
        "creator": {"@type": "sc:Organization", "name": settings.agent_name, "url": settings.agent_iri},
        **{key: value for key, value in optional.items() if value},
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": one.file,
                "name": one.file,
                "description": one.title.nl,
                "contentUrl": settings.download_url(one.file),
                "contentSize": f"{one.size} B",
                "encodingFormat": one.media_type,
                "sha256": one.sha256,
            }
            for one in distributions
            if one.media_type
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": _RECORDS,
                "name": _RECORDS,
                "key": {"@id": f"{_RECORDS}/id"},
                "field": [_field(column) for column in COLUMNS],
            }
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _field(column: str) -> dict[str, object]:
    kind = "Integer" if column in _INTEGERS else "Float" if column in _FLOATS else "Text"
    return {
        "@type": "cr:Field",
        "@id": f"{_RECORDS}/{column}",
        "name": f"{_RECORDS}/{column}",
        "dataType": f"sc:{kind}",
        "source": {"fileObject": {"@id": TABLE}, "extract": {"column": column}},
    }
