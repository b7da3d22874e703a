# SPDX-License-Identifier: MIT
"""ZIP archives, stored and deflated, up to 4 GiB. No encryption, no other compressions.

The layout is that of PKWARE's APPNOTE: each member behind a header of its own, and at the end a
directory that says where they are.
"""
import builtins
import io
import os
import struct
import time
import zlib

__all__ = ['BadZipFile', 'BadZipfile', 'error', 'ZIP_STORED', 'ZIP_DEFLATED', 'is_zipfile',
           'ZipInfo', 'ZipFile', 'LargeZipFile']

ZIP_STORED = 0
ZIP_DEFLATED = 8
_COMPRESSIONS = {ZIP_STORED: 'stored', ZIP_DEFLATED: 'deflate'}
_LOCAL = struct.Struct('<4s5H3L2H')
_CENTRAL = struct.Struct('<4s6H3L5H2L')
_END = struct.Struct('<4s4H2LH')
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b'PK\x03\x04', b'PK\x01\x02', b'PK\x05\x06'
_UTF_8_NAME = 0x800
_VERSION = 20
_UNIX = 3


class BadZipFile(Exception):
    pass


class LargeZipFile(Exception):
    pass


error = BadZipfile = BadZipFile


class ZipInfo:
    """What an archive says of a member."""

    def __init__(self, filename='NoName', date_time=(1980, 1, 1, 0, 0, 0)):
        if date_time[0] < 1980:
            raise ValueError('ZIP does not support timestamps before 1980')
        self.orig_filename = filename
        self.filename = filename
        self.date_time = tuple(date_time)
        self.compress_type = ZIP_STORED
        self.comment = self.extra = b''
        self.create_system = _UNIX
        self.create_version = self.extract_version = _VERSION
        self.flag_bits = self.internal_attr = self.external_attr = 0
        self.header_offset = self.CRC = self.compress_size = self.file_size = 0

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        state = os.stat(filename)
        name = os.path.normpath(os.fspath(filename if arcname is None else arcname)).lstrip('/')
        is_dir = os.path.isdir(filename)
        info = cls(name + '/' if is_dir else name, time.localtime(state.st_mtime)[:6])
        info.external_attr = (state.st_mode & 0xFFFF) << 16
        if is_dir:
            info.external_attr |= 0x10
        else:
            info.file_size = state.st_size
        return info

    def is_dir(self):
        return self.filename.endswith('/')

    def __repr__(self):
        shown = [f'<{type(self).__name__} filename={self.filename!r}']
        if self.compress_type != ZIP_STORED:
            shown.append(f' compress_type={_COMPRESSIONS.get(self.compress_type)}')
        mode = self.external_attr >> 16
        if mode:
            import stat
            shown.append(f' filemode={stat.filemode(mode)!r}')
        if self.external_attr & 0xFFFF:
            shown.append(f' external_attr={self.external_attr & 0xFFFF:#x}')
        if not self.is_dir() or self.file_size:
            shown.append(f' file_size={self.file_size!r}')
        if (not self.is_dir() or self.compress_size) and (
                self.compress_type != ZIP_STORED or self.file_size != self.compress_size):
            shown.append(f' compress_size={self.compress_size!r}')
        return ''.join(shown) + '>'

    def _fields(self):
        """What both headers say in the same order: flags to sizes, and the name's bytes."""
        try:
            name, flags = self.filename.encode('ascii'), self.flag_bits & ~_UTF_8_NAME
        except UnicodeEncodeError:
            name, flags = self.filename.encode('utf-8'), self.flag_bits | _UTF_8_NAME
        year, month, day, hour, minute, second = self.date_time
        return name, (flags, self.compress_type, hour << 11 | minute << 5 | second // 2,
                      year - 1980 << 9 | month << 5 | day, self.CRC, self.compress_size,
                      self.file_size)

    def _local_header(self):
        name, fields = self._fields()
        return _LOCAL.pack(_LOCAL_MARK, self.extract_version, *fields, len(name), 0) + name

    def _central_header(self):
        name, fields = self._fields()
        return _CENTRAL.pack(
            _CENTRAL_MARK, self.create_version | self.create_system << 8, self.extract_version,
            *fields, len(name), len(self.extra), len(self.comment), 0, self.internal_attr,
            self.external_attr, self.header_offset) + name + self.extra + self.comment


def _info_of_central(fields, name):
    (_, made_by, needed, flags, method, clock, day, crc, packed, size, _, _, _, _, internal,
     external, offset) = fields
    info = ZipInfo(name.decode('utf-8' if flags & _UTF_8_NAME else 'latin-1'), (
        (day >> 9) + 1980, day >> 5 & 15, day & 31, clock >> 11, clock >> 5 & 63,
        (clock & 31) * 2))
    info.create_version, info.create_system = made_by & 255, made_by >> 8
    info.extract_version, info.flag_bits, info.compress_type = needed, flags, method
    info.CRC, info.compress_size, info.file_size = crc, packed, size
    info.internal_attr, info.external_attr, info.header_offset = internal, external, offset
    return info


def _read_end(file):
    """The record at the end of an archive, and its comment; None: it is no archive."""
    size = file.seek(0, 2)
    tail = min(size, _END.size + 0xFFFF)
    file.seek(size - tail)
    data = file.read(tail)
    at = data.rfind(_END_MARK)
    if at < 0 or len(data) - at < _END.size:
        return None
    return _END.unpack_from(data, at), data[at + _END.size:]


def is_zipfile(filename):
    try:
        if hasattr(filename, 'read'):
            return _read_end(filename) is not None
        with builtins.open(filename, 'rb') as file:
            return _read_end(file) is not None
    except OSError:
        return False


class _MemberWriter(io.BytesIO):
    """Collects a member's bytes, and adds it to the archive when it is closed."""

    def __init__(self, archive, info):
        super().__init__()
        self._archive, self._info = archive, info

    def close(self):
        if not self.closed:
            self._archive._add(self._info, self.getvalue())
            super().close()


class ZipFile:
    """An archive to read ('r'), to make ('w', 'x') or to add to ('a')."""

    fp = None

    def __init__(self, file, mode='r', compression=ZIP_STORED, allowZip64=True,
                 compresslevel=None, *, strict_timestamps=True, metadata_encoding=None):
        if mode not in ('r', 'w', 'x', 'a'):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        self._check_compression(compression)
        self.compression = compression
        self.compresslevel = compresslevel
        self.mode = mode
        self.filelist = []
        self.NameToInfo = {}
        self._comment = b''
        self._changed = mode in ('w', 'x')
        self._owns_file = not hasattr(file, 'read') and not hasattr(file, 'write')
        self.filename = os.fspath(file) if self._owns_file else getattr(file, 'name', None)
        if self._owns_file:
            if mode == 'a' and not os.path.exists(self.filename):
                self.mode, self._changed = 'w', True
            modes = {'r': 'rb', 'w': 'wb+', 'x': 'xb+', 'a': 'rb+'}
            self.fp = builtins.open(self.filename, modes[self.mode])
        else:
            self.fp = file
        try:
            self._end = 0
            if self.mode in ('r', 'a'):
                self._read_directory()
        except BaseException:
            if self._owns_file:
                self.fp.close()
            self.fp = None
            raise

    @staticmethod
    def _check_compression(compression):
        if compression not in _COMPRESSIONS:
            raise NotImplementedError('That compression method is not supported')

    def _read_directory(self):
        found = _read_end(self.fp)
        if found is None:
            if self.mode == 'a':
                self._end = self.fp.seek(0, 2)
                self._changed = True
                return
            raise BadZipFile('File is not a zip file')
        (_, _, _, _, count, size, offset, _), self._comment = found
        self.fp.seek(offset)
        data = self.fp.read(size)
        self._end = offset
        at = 0
        for _ in range(count):
            if len(data) - at < _CENTRAL.size:
                raise BadZipFile('Truncated central directory')
            fields = _CENTRAL.unpack_from(data, at)
            if fields[0] != _CENTRAL_MARK:
                raise BadZipFile('Bad magic number for central directory')
            name, extra, comment = fields[10:13]
            at += _CENTRAL.size
            info = _info_of_central(fields, data[at:at + name])
            info.extra = data[at + name:at + name + extra]
            info.comment = data[at + name + extra:at + name + extra + comment]
            at += name + extra + comment
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __del__(self):
        self.close()

    def __repr__(self):
        if self.fp is None:
            return f'<zipfile.{type(self).__name__} [closed]>'
        place = f'filename={self.filename!r}' if self._owns_file else f'file={self.fp!r}'
        return f'<zipfile.{type(self).__name__} {place} mode={self.mode!r}>'

    # --- what there is ---

    def namelist(self):
        return [info.filename for info in self.filelist]

    def infolist(self):
        return self.filelist

    def getinfo(self, name):
        try:
            return self.NameToInfo[name]
        except KeyError:
            raise KeyError(f'There is no item named {name!r} in the archive') from None

    def printdir(self, file=None):
        print('%-46s %19s %12s' % ('File Name', 'Modified    ', 'Size'), file=file)
        for info in self.filelist:
            date = '%d-%02d-%02d %02d:%02d:%02d' % info.date_time
            print('%-46s %s %12d' % (info.filename, date, info.file_size), file=file)

    @property
    def comment(self):
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError(f'comment: expected bytes, got {type(comment).__name__}')
        self._comment = comment[:0xFFFF]
        self._changed = True

    # --- reading ---

    def read(self, name, pwd=None):
        info = name if isinstance(name, ZipInfo) else self.getinfo(name)
        if self.fp is None:
            raise ValueError('Attempt to use ZIP archive that was already closed')
        self.fp.seek(info.header_offset)
        header = self.fp.read(_LOCAL.size)
        if len(header) != _LOCAL.size or header[:4] != _LOCAL_MARK:
            raise BadZipFile('Bad magic number for file header')
        self.fp.seek(sum(_LOCAL.unpack(header)[-2:]), 1)
        data = self.fp.read(info.compress_size)
        if info.flag_bits & 1:
            raise RuntimeError(f'File {info.filename!r} is encrypted, password required for '
                               'extraction')
        self._check_compression(info.compress_type)
        if info.compress_type == ZIP_DEFLATED:
            data = zlib.decompress(data, -15)
        if zlib.crc32(data) != info.CRC:
            raise BadZipFile(f'Bad CRC-32 for file {info.filename!r}')
        return data

    def open(self, name, mode='r', pwd=None, *, force_zip64=False):
        if mode == 'w':
            return _MemberWriter(self, self._info_to_write(name, None))
        if mode != 'r':
            raise ValueError('open() requires mode "r" or "w"')
        return io.BytesIO(self.read(name))

    def testzip(self):
        """The first member that is damaged; None: there is none."""
        for info in self.filelist:
            try:
                self.read(info)
            except BadZipFile:
                return info.filename
        return None

    def extract(self, member, path=None, pwd=None):
        info = member if isinstance(member, ZipInfo) else self.getinfo(member)
        parts = [p for p in info.filename.split('/') if p not in ('', '.', '..')]
        target = os.path.join(os.getcwd() if path is None else os.fspath(path), *parts)
        if info.is_dir():
            os.makedirs(target, exist_ok=True)
            return target
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with builtins.open(target, 'wb') as file:
            file.write(self.read(info))
        return target

    def extractall(self, path=None, members=None, pwd=None):
        for member in self.namelist() if members is None else members:
            self.extract(member, path)

    # --- writing ---

    def _info_to_write(self, name, compress_type):
        if isinstance(name, ZipInfo):
            info = name
        else:
            info = ZipInfo(name, time.localtime(time.time())[:6])
            info.compress_type = self.compression
            if info.is_dir():
                info.external_attr = 0o40775 << 16 | 0x10
        if not info.external_attr:
            info.external_attr = 0o600 << 16
        if compress_type is not None:
            self._check_compression(compress_type)
            info.compress_type = compress_type
        return info

    def _add(self, info, data, level=None):
        if self.fp is None:
            raise ValueError('Attempt to write to ZIP archive that was already closed')
        if self.mode == 'r':
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if info.filename in self.NameToInfo:
            import warnings
            warnings.warn(f'Duplicate name: {info.filename!r}', stacklevel=3)
        info.CRC = zlib.crc32(data)
        info.file_size = len(data)
        if info.compress_type == ZIP_DEFLATED:
            level = self.compresslevel if level is None else level
            packer = zlib.compressobj(-1 if level is None else level, zlib.DEFLATED, -15)
            data = packer.compress(data) + packer.flush()
        info.compress_size = len(data)
        info.header_offset = self._end
        self.fp.seek(self._end)
        header = info._local_header()
        self.fp.write(header)
        self.fp.write(data)
        self._end += len(header) + len(data)
        self._changed = True
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        info = ZipInfo.from_file(filename, arcname)
        data = b''
        if not info.is_dir():
            info.compress_type = self.compression if compress_type is None else compress_type
            with builtins.open(filename, 'rb') as file:
                data = file.read()
        self._add(info, data, compresslevel)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        if isinstance(data, str):
            data = data.encode('utf-8')
        self._add(self._info_to_write(zinfo_or_arcname, compress_type), bytes(data),
                  compresslevel)

    def mkdir(self, name, mode=0o777):
        info = ZipInfo(name if name.endswith('/') else name + '/')
        info.external_attr = (0o40000 | mode) << 16 | 0x10
        self._add(info, b'')

    def close(self):
        if self.fp is None:
            return
        file, self.fp = self.fp, None
        try:
            if self.mode != 'r' and self._changed:
                directory = b''.join(info._central_header() for info in self.filelist)
                count = len(self.filelist)
                file.seek(self._end)
                file.write(directory + _END.pack(_END_MARK, 0, 0, count, count, len(directory),
                                                 self._end, len(self._comment)) + self._comment)
                if self.mode == 'a':
                    file.truncate()
                file.flush()
        finally:
            if self._owns_file:
                file.close()
