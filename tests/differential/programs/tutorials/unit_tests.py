# SPDX-License-Identifier: MIT
# A counter and its tests; the report without its time.
import io
import re
import threading
import unittest


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def increment(self):
        with self.lock:
            self.value += 1


class TestCounter(unittest.TestCase):
    """Tests of the counter."""

    @classmethod
    def setUpClass(cls):
        print('set up class')

    @classmethod
    def tearDownClass(cls):
        print('tear down class')

    def setUp(self):
        self.counter = Counter()
        self.addCleanup(print, 'cleaned up')

    def tearDown(self):
        print('tear down', self.id())

    def test_threads(self):
        """Many threads count right."""
        threads = [threading.Thread(target=lambda: [self.counter.increment() for _ in range(50)]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.counter.value, 200)

    def test_raises(self):
        with self.assertRaises(ValueError) as caught:
            int('x')
        self.assertIn('invalid literal', str(caught.exception))
        with self.assertRaisesRegex(TypeError, 'not support'):
            1 < 'a'

    def test_wrong(self):
        self.assertEqual([1, 2, 3], [1, 2, 4])

    def test_wrong_text(self):
        self.assertEqual('hello', 'help', 'with a message')

    def test_error(self):
        {}['missing']

    def test_subtests(self):
        for i in range(4):
            with self.subTest(i=i):
                self.assertEqual(i % 2, 0)

    def test_almost(self):
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertNotEqual(1, 2)
        self.assertIsNone(None)
        self.assertIsInstance(1, int)
        self.assertTrue(1)
        self.assertCountEqual([1, 2, 2], [2, 1, 2])
        self.assertDictEqual({1: 2}, {1: 2})
        self.assertRegex('abc', 'b+')

    @unittest.skip('later')
    def test_skipped(self):
        self.fail('not reached')

    @unittest.expectedFailure
    def test_expected(self):
        self.assertGreater(1, 2)


for verbosity in (1, 2):
    stream = io.StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(TestCounter)
    result = unittest.TextTestRunner(stream=stream, verbosity=verbosity).run(suite)
    print(re.sub(r'in \d+\.\d+s', 'in TIME', stream.getvalue()))
    print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), result.wasSuccessful(), result)
unittest.main(argv=['x', 'TestCounter.test_almost'], testRunner=unittest.TextTestRunner(stream=io.StringIO()))
