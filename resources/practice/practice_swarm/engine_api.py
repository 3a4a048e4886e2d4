"""The Engine API over a unix socket, as little of it as the practice Swarm needs."""
import http.client
import json
import socket
import urllib.parse

from .errors import PracticeError

VERSION = "v1.41"  # Debian 12's docker.io


class ApiError(PracticeError):
    """The engine answered with an error, or did not answer (status 0)."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path, timeout):
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class Engine:
    def __init__(self, name, path):
        self.name = name
        self._path = path

    def get(self, path, timeout=5):
        return self._json("GET", path, None, timeout)

    def post(self, path, body=None, timeout=30):
        payload = None if body is None else json.dumps(body).encode()
        return self._json("POST", path, payload, timeout)

    def alive(self):
        try:
            with self.open("GET", "/_ping", timeout=3) as response:
                return response.status == 200
        except ApiError:
            return False

    def send(self, path, stream, timeout=600):
        """Posts a stream (a tar) and returns the engine's messages; raises on the first that is an error."""
        with self.open("POST", path, stream, timeout, "application/x-tar") as response:
            text = self._body(response)
        for line in text.splitlines():
            message = json.loads(line) if line.strip() else {}
            if "error" in message:
                raise ApiError(500, f"{self.name}'s Docker engine did not take the image: {message['error']}.")
        return text

    def open(self, method, path, body=None, timeout=30, content_type="application/json"):
        """The response, still to be read. Use it in a `with`."""
        connection = _UnixConnection(self._path, timeout)
        try:
            headers = {} if body is None else {"Content-Type": content_type}
            connection.request(method, f"/{VERSION}{path}", body, headers)
            return _Response(connection)
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            raise ApiError(0, f"{self.name}'s Docker engine does not answer on {self._path} ({error}); "
                              "`practice status` shows which nodes run, `practice up` repairs them.") from error

    def _json(self, method, path, payload, timeout):
        with self.open(method, path, payload, timeout) as response:
            text = self._body(response)
        return json.loads(text) if text.strip() else None

    def _body(self, response):
        try:
            text = response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            raise ApiError(0, f"{self.name}'s Docker engine broke off its answer ({error}).") from error
        if response.status >= 400:
            raise ApiError(response.status,
                           f"{self.name}'s Docker engine refused ({response.status}): {_message(text).rstrip('.')}.")
        return text


class _Response:
    """An HTTP response that closes its connection with itself."""

    def __init__(self, connection):
        self._connection = connection
        self._response = connection.getresponse()
        self.status = self._response.status
        self.read = self._response.read

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._connection.close()


def query(path, pairs):
    return f"{path}?{urllib.parse.urlencode(pairs)}"


def _message(text):
    try:
        return json.loads(text)["message"]
    except (ValueError, KeyError, TypeError):
        return text.strip()
