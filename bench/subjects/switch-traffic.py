"""Sends frames through a switch of user space and measures what comes out at the other end.

usage: switch-traffic.py stream|vde DIRECTORY SECONDS COMMAND...

COMMAND starts the switch: ours connects to the sockets DIRECTORY/a and DIRECTORY/b, as QEMU's stream netdev has them;
vde_switch is connected to at DIRECTORY/ctl. Prints JSON: MiB a second of full frames that come out when one side sends
without a pause, and when it waits after every eight, which either switch has room for; milliseconds of 1000 round trips.
"""
import json, os, select, socket, struct, subprocess, sys, time

KIND, DIRECTORY, SECONDS = sys.argv[1], sys.argv[2], float(sys.argv[3])
MACS = {"a": b"\x02\0\0\0\0\x0a", "b": b"\x02\0\0\0\0\x0b"}


class Stream:
    """QEMU's framing: the length in four bytes, then the frame."""

    def __init__(self, name):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(f"{DIRECTORY}/{name}")
        self.listener.listen(1)

    def ready(self):
        self.socket, _ = self.listener.accept()
        self.rest = b""

    def send(self, frame):
        self.socket.sendall(struct.pack(">I", len(frame)) + frame)

    def receive(self):
        """How many frames came, of one length."""
        data = self.rest + self.socket.recv(1 << 18)
        count = at = 0
        while len(data) - at >= 4:
            end = at + 4 + struct.unpack_from(">I", data, at)[0]
            if end > len(data):
                break
            count, at = count + 1, end
        self.rest = data[at:]
        return count


class Vde:
    """The protocol of libvdeplug: a request by the control socket, frames as datagrams between two others."""

    def __init__(self, name):
        self.name = name

    def ready(self):
        own = f"{DIRECTORY}.{self.name}"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
        self.socket.bind(own)
        self.control = connected(f"{DIRECTORY}/ctl")
        address = struct.pack("H108s", socket.AF_UNIX, own.encode())
        self.control.send(struct.pack("=III", 0xFEEDFACE, 3, 0) + address + b"bench".ljust(128, b"\0"))
        reply = self.control.recv(110)
        self.socket.connect(reply[2:].split(b"\0")[0].decode())

    def send(self, frame):
        self.socket.send(frame)

    def receive(self):
        self.socket.recv(2048)
        return 1


def connected(path):
    """Tries until somebody listens."""
    for _ in range(100):
        try:
            opened = socket.socket(socket.AF_UNIX)
            opened.connect(path)
            return opened
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nobody listens on {path}")


def frame(source, to, length):
    return (MACS[to] + MACS[source] + b"\x88\xb5").ljust(length, b"\0")


def flooded(a, b):
    sender = os.fork()
    if sender == 0:
        while True:
            try:
                a.send(FULL)
            except OSError:
                time.sleep(0)
    started, count = time.monotonic(), 0
    while time.monotonic() - started < SECONDS:
        if select.select([b.socket], [], [], 0.2)[0]:
            count += b.receive()
    took = time.monotonic() - started
    os.kill(sender, 9)
    os.waitpid(sender, 0)
    drain(b)
    return count * len(FULL) / 2**20 / took


def windowed(a, b):
    started, count = time.monotonic(), 0
    while time.monotonic() - started < SECONDS:
        for _ in range(WINDOW):
            a.send(FULL)
        got = 0
        while got < WINDOW:
            got += b.receive()
        count += got
    return count * len(FULL) / 2**20 / (time.monotonic() - started)


FULL, WINDOW = frame("a", "b", 1514), 8


def drain(port):
    while select.select([port.socket], [], [], 0.3)[0]:
        port.receive()


def round_trips(a, b, count):
    there, back = frame("a", "b", 64), frame("b", "a", 64)
    started = time.monotonic()
    for _ in range(count):
        a.send(there)
        while b.receive() == 0:
            pass
        b.send(back)
        while a.receive() == 0:
            pass
    return (time.monotonic() - started) * 1000 * 1000 / count


def main():
    ports = {name: (Stream if KIND == "stream" else Vde)(name) for name in "ab"}
    switch = subprocess.Popen(sys.argv[4:], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        for port in ports.values():
            port.ready()
        a, b = ports["a"], ports["b"]
        # Both are learned before anything is measured.
        for _ in range(3):
            a.send(frame("a", "b", 64)), b.send(frame("b", "a", 64))
            time.sleep(0.1)
        drain(a), drain(b)
        trips, window = round_trips(a, b, 3000), windowed(a, b)
        print(json.dumps({"roundTripsMs": trips, "windowMiB": window, "floodMiB": flooded(a, b)}))
    finally:
        switch.kill()
        switch.wait()


main()
