# A parser of JSON text, by recursive descent over characters.
import sys


class Parser:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def skip_space(self):
        text = self.text
        at = self.at
        while at < len(text) and text[at] in " \n\t":
            at += 1
        self.at = at

    def value(self):
        self.skip_space()
        character = self.text[self.at]
        if character == "{":
            return self.members()
        if character == "[":
            return self.items()
        if character == '"':
            return self.string()
        for word, meaning in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meaning
        return self.number()

    def members(self):
        result = {}
        self.at += 1
        while True:
            self.skip_space()
            if self.text[self.at] == "}":
                self.at += 1
                return result
            if self.text[self.at] == ",":
                self.at += 1
                self.skip_space()
            key = self.string()
            self.skip_space()
            self.at += 1
            result[key] = self.value()

    def items(self):
        result = []
        self.at += 1
        while True:
            self.skip_space()
            character = self.text[self.at]
            if character == "]":
                self.at += 1
                return result
            if character == ",":
                self.at += 1
            result.append(self.value())

    def string(self):
        start = self.at + 1
        end = self.text.index('"', start)
        self.at = end + 1
        return self.text[start:end]

    def number(self):
        start = self.at
        text = self.text
        while self.at < len(text) and text[self.at] in "-+.eE0123456789":
            self.at += 1
        token = text[start:self.at]
        return float(token) if "." in token else int(token)


def document(count):
    records = []
    for i in range(count):
        records.append(
            '{"id": %d, "name": "record %d", "tags": ["a", "b%d"], "score": %d.5, "live": %s}'
            % (i, i, i % 7, i % 100, "true" if i % 3 else "null"))
    return "[" + ",\n ".join(records) + "]"


def main(count):
    parsed = Parser(document(count)).value()
    score = 0.0
    tags = {}
    live = 0
    for record in parsed:
        score += record["score"]
        live += record["live"] is True
        for tag in record["tags"]:
            tags[tag] = tags.get(tag, 0) + 1
    print(len(parsed), score, live, sorted(tags.items()), parsed[-1]["name"])


main(int(sys.argv[1]))
