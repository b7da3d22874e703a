# Strings: appended to, formatted, joined, split, replaced and searched.
import sys


def main(n):
    text = ""
    for i in range(n):
        text += chr(97 + i % 26)
        if i % 60 == 59:
            text += "\n"
    lines = text.split("\n")
    numbered = []
    for index, line in enumerate(lines):
        numbered.append(f"{index:06d}: {line.upper()}")
    page = "\n".join(numbered)
    vowels = 0
    for character in page:
        if character in "AEIOU":
            vowels += 1
    words = page.replace("XYZ", " xyz ").split()
    longest = max(len(word) for word in words)
    print(len(text), len(page), vowels, len(words), longest, page.find("0000" + str(7)))


main(int(sys.argv[1]))
