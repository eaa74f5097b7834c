"""Reads messages and writes them again: one process for all of them, since it is slow to start.

Everything on both sides is bytes with their length before them, in four bytes. In: the descriptors, then the name of a
message and a message, again and again. Out: for each `+` and what it is written as, or `-` if it cannot be read.
"""

import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message, message_factory


def take():
    length = sys.stdin.buffer.read(4)
    return sys.stdin.buffer.read(int.from_bytes(length, "big")) if length else None


def give(content):
    sys.stdout.buffer.write(len(content).to_bytes(4, "big") + content)


def again(kind, content):
    try:
        return b"+" + kind.FromString(content).SerializeToString()
    except (message.DecodeError, UnicodeDecodeError):
        return b"-"


pool = descriptor_pool.DescriptorPool()
for file in descriptor_pb2.FileDescriptorSet.FromString(take()).file:
    pool.Add(file)
while (name := take()) is not None:
    kind = message_factory.GetMessageClass(pool.FindMessageTypeByName(name.decode()))
    give(again(kind, take()))
