"""Checks bills of materials with the official Python tools; prints one line of JSON for each file: its name, and what is wrong with it."""

import io
import json
import sys

import spdx_python_model
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from cyclonedx.validation.xml import XmlValidator
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document


def cyclonedx(path, version, validator):
    with open(path, encoding="utf-8") as file:
        error = validator(SchemaVersion.from_version(version)).validate_str(file.read())
    return [] if error is None else [str(error)]


def spdx2(path, version):
    return [message.validation_message for message in validate_full_spdx_document(parse_file(path), f"SPDX-{version}")]


def spdx3(path, _version):
    model = spdx_python_model.v3_0_1
    objects = model.SHACLObjectSet()
    with open(path, "rb") as file:
        model.JSONLDDeserializer().read(file, objects)
    # Writing checks what reading does not: that every member is there that must be.
    model.JSONLDSerializer().write(objects, io.BytesIO())
    objects.link()
    return [f"nothing is called {missing}" for missing in objects.missing_ids]


CHECKS = {
    "cyclonedx": lambda path, version: cyclonedx(path, version, JsonStrictValidator),
    "cyclonedx-xml": lambda path, version: cyclonedx(path, version, XmlValidator),
    "spdx-json": lambda path, version: (spdx3 if version == "3.0" else spdx2)(path, version),
    "spdx-tag-value": spdx2,
}

for argument in sys.argv[1:]:
    kind, version, path = argument.split("@", 2)
    try:
        errors = CHECKS[kind](path, version)
    except Exception as error:  # whatever a tool makes of a document that it cannot read
        errors = [f"{type(error).__name__}: {error}", *getattr(error, "get_messages", list)()]
    print(json.dumps({"file": path, "errors": errors}))
