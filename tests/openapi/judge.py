"""Judges documents: one process for all of them, since it is slow to start.

Reads a file that lists what to judge and prints a line for each thing that is wrong.
"""

import json
import sys

import yaml
from jsonschema import Draft202012Validator
from openapi_schema_validator import OAS30Validator, OAS31Validator
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator


def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file) if path.endswith(".yaml") else json.load(file)


def wrong_with_document(path):
    document = read(path)
    judge = OpenAPIV30SpecValidator if document["openapi"].startswith("3.0") else OpenAPIV31SpecValidator
    yield from (error.message for error in judge(document).iter_errors())
    # PyYAML reads version 1.1, which takes far more for numbers, bools and dates than version 1.2.
    as_yaml = read(path.removesuffix(".json") + ".yaml")
    if {name: value for name, value in document.items() if name != "x-generated"} != as_yaml:
        yield "YAML and JSON differ"


def wrong_with_model(path, schema):
    return (f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(read(path)))


def strict(schema):
    """Returns a schema that allows nothing it does not know, so that it is complete."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if schema.get("type") == "object" else {}
    return {name: strict(part) for name, part in schema.items()} | closed


def wrong_with_body(it):
    document = read(it["document"])
    judge = OAS30Validator if document["openapi"].startswith("3.0") else OAS31Validator
    schema = {**document, "$ref": "#" + it["schema"]}
    return (error.message for error in judge(schema, format_checker=judge.FORMAT_CHECKER).iter_errors(it["body"]))


def main():
    task = read(sys.argv[1])
    schema = strict(read(task["schema"]))
    Draft202012Validator.check_schema(schema)
    for path in task["documents"]:
        for message in wrong_with_document(path):
            print(f"{path}: {message}")
    for path in task["models"]:
        for message in wrong_with_model(path, schema):
            print(f"{path}: {message}")
    for it in task["bodies"]:
        for message in wrong_with_body(it):
            print(f"{it['schema']}: {message}, in {it['body']}")


main()
