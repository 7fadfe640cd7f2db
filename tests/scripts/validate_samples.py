#!/usr/bin/env python3
"""Holds the samples of `driftless self-check` against the documents they were made from, by jsonschema.

    pip install -r tests/scripts/requirements.txt
    driftless self-check FOLDER --out OUT
    python3 tests/scripts/validate_samples.py OUT

Reads OUT/self-check.json and each document's samples.jsonl, and the documents themselves, not what the generator made of
them. A sample that is refused is a mistake of the sampler; the exit code is then 1.

OpenAPI 3.0 and Swagger 2.0 are brought to JSON Schema 2020-12 here: `nullable` beside a `type`, exclusive bounds that are
flags, `$ref` without its siblings. In what a client sends, a property that is `readOnly` need not stand though it is
`required` (OpenAPI 3.0.4, "Schema Object", `readOnly`). A keyword that is none of JSON Schema's (`type: int`, a pattern that Python cannot read)
is left out and counted, so that no sample is accepted or refused because of it unseen.
"""
import collections
import json
import pathlib
import re
import sys
import urllib.parse

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

TYPES = {"string", "number", "integer", "boolean", "array", "object", "null"}
MAPS = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
ONES = ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames",
        "unevaluatedProperties", "unevaluatedItems")
# Formats that jsonschema knows; `uri` is left out, since few documents mean RFC 3986 by it.
WANTED = ("date", "date-time", "time", "duration", "uuid", "ipv4", "ipv6", "email")
FORMATS = FormatChecker([])
FORMATS.checkers = {name: check for name, check in Draft202012Validator.FORMAT_CHECKER.checkers.items() if name in WANTED}


class Loader(yaml.CSafeLoader):
    """YAML 1.2's scalars: dates and `no` are strings."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known
            if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, known in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false|True|False|TRUE|FALSE)$"), list("tfTF"))


class Document:
    """A document whose schemas become JSON Schema where they are asked for."""

    def __init__(self, path, sent=False):
        text = pathlib.Path(path).read_text(encoding="utf-8-sig")
        self.root = json.loads(text) if path.endswith(".json") else yaml.load(text, Loader)
        self.newer = str(self.root.get("openapi", "")).startswith(("3.1", "3.2"))
        self.left_out = collections.Counter()
        self.done, self.found = set(), []
        key = "definitions" if "swagger" in self.root else "components"
        self.schemas = self.root.get(key) or {}
        self.pointer = f"#/{key}"
        if key == "components":
            self.schemas = self.schemas.get("schemas") or {}
            self.pointer += "/schemas"
        for schema in self.schemas.values():
            self.convert(schema)
        if sent:
            self.relax()
        resource = Resource(contents=self.root, specification=DRAFT202012)
        self.registry = Registry().with_resource("urn:document", resource)

    def target(self, reference):
        """The schema that a reference within the document names."""
        node = self.root
        for key in reference[2:].split("/"):
            key = urllib.parse.unquote(key).replace("~1", "/").replace("~0", "~")
            node = node[int(key)] if isinstance(node, list) else node[key]
        return node

    def leave_out(self, schema, key):
        self.left_out[key] += 1
        del schema[key]

    def convert(self, schema):
        """Rewrites a schema and all within it in place."""
        waiting = [schema]
        while waiting:
            schema = waiting.pop()
            if not isinstance(schema, dict) or id(schema) in self.done:
                continue
            self.done.add(id(schema))
            self.found.append(schema)
            reference = schema.get("$ref")
            if isinstance(reference, str):
                if not self.newer:
                    for key in [key for key in schema if key != "$ref"]:
                        del schema[key]
                if reference.startswith("#/"):
                    try:
                        waiting.append(self.target(reference))
                    except (KeyError, IndexError, ValueError, TypeError):
                        self.leave_out(schema, "$ref")
            if self.newer and schema.get("nullable") is True:
                # No keyword of 3.1; who writes it means what it was.
                self.left_out["nullable in 3.1, read as in 3.0"] += 1
            self.of_3_0(schema)
            self.repair(schema)
            waiting += [item for key in MAPS if isinstance(schema.get(key), dict) for item in schema[key].values()]
            waiting += [item for key in LISTS if isinstance(schema.get(key), list) for item in schema[key]]
            waiting += [schema[key] for key in ONES if isinstance(schema.get(key), dict)]

    def relax(self):
        """Requires nothing that is only read, of any schema that was converted."""
        for schema in self.found:
            only_read = self.only_read(schema, set())
            for part in [schema, *self.parts(schema)]:
                if isinstance(part.get("required"), list):
                    part["required"] = [key for key in part["required"] if key not in only_read]

    def only_read(self, schema, seen):
        """Names of properties that are only read, here or in a part of the schema."""
        if id(schema) in seen:
            return set()
        seen.add(id(schema))
        properties = schema.get("properties") or {}
        names = {name for name, value in properties.items() if self.is_only_read(value, set())}
        return names.union(*(self.only_read(part, seen) for part in self.parts(schema)))

    def is_only_read(self, schema, seen):
        if not isinstance(schema, dict) or id(schema) in seen:
            return False
        seen.add(id(schema))
        return schema.get("readOnly") is True or any(self.is_only_read(part, seen) for part in self.parts(schema))

    def parts(self, schema):
        """What else holds for an instance: the schemas of `allOf`, and the one that is referred to."""
        parts = [part for part in schema.get("allOf") or [] if isinstance(part, dict)]
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            parts.append(self.target(reference))
        return [part for part in parts if isinstance(part, dict)]

    def of_3_0(self, schema):
        nullable = schema.pop("nullable", None) is True or schema.pop("x-nullable", None) is True
        if nullable and isinstance(schema.get("type"), str) and schema["type"] != "null":
            schema["type"] = [schema["type"], "null"]
        for bound, flag in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            if isinstance(schema.get(flag), bool) and schema.pop(flag) and bound in schema:
                schema[flag] = schema.pop(bound)

    def repair(self, schema):
        types = schema.get("type")
        if types is not None and not set(types if isinstance(types, list) else [types]) <= TYPES:
            self.leave_out(schema, "type")
        for key, kind in (("required", list), ("enum", list), ("items", (dict, bool)), ("properties", dict)):
            if key in schema and not isinstance(schema[key], kind):
                self.leave_out(schema, key)
        for key in ("minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "multipleOf"):
            if key in schema and (isinstance(schema[key], bool) or not isinstance(schema[key], (int, float))):
                self.leave_out(schema, key)
        for key in LISTS:
            if key in schema and not schema[key]:
                self.leave_out(schema, key)
        if "pattern" in schema:
            try:
                re.compile(schema["pattern"])
            except (re.error, TypeError):
                self.leave_out(schema, "pattern")

    def validator(self, name):
        pointer = f"urn:document{self.pointer}/{name.replace('~', '~0').replace('/', '~1')}"
        # A fragment of a URI: what stands percent-encoded there is decoded when it is resolved.
        pointer = pointer.replace("%", "%25")
        return Draft202012Validator({"$ref": pointer}, registry=self.registry, format_checker=FORMATS)


def check(entry, out):
    """-> (accepted, refusals, schemas that lie in other files, keywords left out)"""
    documents = {}
    samples = out / entry["folder"] / "samples.jsonl"
    accepted, refused, elsewhere = 0, [], set()
    validators = {}
    for line in samples.read_text(encoding="utf-8").splitlines():
        _, name, value, sent = json.loads(line)
        document = documents.get(sent) or documents.setdefault(sent, Document(entry["document"], sent))
        validator = validators.get((name, sent)) or validators.setdefault((name, sent), document.validator(name))
        try:
            error = next(validator.iter_errors(value), None)
        except Unresolvable:
            elsewhere.add(name)
            continue
        if error is None:
            accepted += 1
        else:
            refused.append((name, f"{error.json_path}: {error.message[:200]}", json.dumps(value)[:300]))
    left_out = max((document.left_out for document in documents.values()), key=len, default=collections.Counter())
    return accepted, refused, elsewhere, left_out


def main():
    out = pathlib.Path(sys.argv[1])
    total, bad, elsewhere, left_out, documents = 0, 0, 0, collections.Counter(), 0
    for entry in json.loads((out / "self-check.json").read_text(encoding="utf-8")):
        if not (out / entry["folder"] / "samples.jsonl").exists():
            continue
        documents += 1
        accepted, refused, others, omitted = check(entry, out)
        total, bad, elsewhere = total + accepted, bad + len(refused), elsewhere + len(others)
        left_out += omitted
        for name, why, value in refused[:10]:
            print(f"{entry['document']}: {name}: {why}\n    {value}")
    print(f"{documents} documents: {total} samples accepted, {bad} refused; {elsewhere} schemas lie in other files;")
    print("keywords left out:", ", ".join(f"{key} {count}" for key, count in left_out.most_common()) or "none")
    print("formats checked:", ", ".join(FORMATS.checkers))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
