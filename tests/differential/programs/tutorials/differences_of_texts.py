# SPDX-License-Identifier: MIT
import difflib
a = 'one two three\nfour\nfive\nsix\n'.splitlines(1); b = 'one 2 three\nfour\nsix\nseven\n'.splitlines(1)
print(''.join(difflib.ndiff(a, b)), ''.join(difflib.unified_diff(a, b, 'x', 'y')), ''.join(difflib.context_diff(a, b, 'x', 'y')))
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']), difflib.SequenceMatcher(None, 'abcd', 'bcde').ratio(), difflib.SequenceMatcher(None, 'qabxcd', 'abycdf').get_opcodes())
