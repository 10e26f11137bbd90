"""Files that a Telegram bot sends: uploaded, attached to an album, or named by a file id."""

from typing import Any

from bots.sandbox.chats import FileRef, Media
from bots.sandbox.files import Upload, image_size
from bots.sandbox.telegram.call import Call
from bots.sandbox.telegram.refusal import RefusedError, bad_request

_MOST_BYTES = {"photo": 10 << 20}
_MOST_ANY = 50 << 20
_WORDS = {"photo": "Photo", "video": "Video", "file": "Document", "audio": "Audio", "voice": "VoiceNote"}
KIND_OF_FIELD = {"photo": "photo", "video": "video", "document": "file", "audio": "audio", "voice": "voice"}


def sent_media(call: Call, kind: str, source: Any) -> Media:
    """The file behind a parameter: `attach://part`, or a file id of this bot."""
    if not isinstance(source, str) or not source:
        raise bad_request("file must be non-empty")
    if source.startswith("attach://"):
        upload = call.files.get(source.removeprefix("attach://"))
        if upload is None:
            raise bad_request("media not found")
        return _uploaded(call, kind, upload)
    if source.startswith(("http://", "https://")):
        # The sandbox reaches no network, so that no address ever has content.
        raise bad_request("failed to get HTTP URL content")
    ref = call.bot.files.get(source)
    if ref is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return _known(kind, ref)


def _uploaded(call: Call, kind: str, upload: Upload) -> Media:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > _MOST_ANY:
        raise RefusedError(413, "Request Entity Too Large")
    if len(upload.data) > _MOST_BYTES.get(kind, _MOST_ANY):
        raise bad_request(
            f"file of size {len(upload.data)} bytes is too big for a photo; the maximum size is 10 MB"
        )
    size = image_size(upload.data)
    if kind == "photo" and (size is None or not all(size)):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size or (0, 0)
    key = call.world.files.put(upload.data)
    return Media(kind, key, upload.name, upload.mime, len(upload.data), width, height)


def _known(kind: str, ref: FileRef) -> Media:
    if ref.kind != kind:
        raise bad_request(f"can't use file of type {_WORDS.get(ref.kind, 'Sticker')} as {_WORDS[kind]}")
    return Media(kind, ref.key, ref.name, ref.mime, ref.size, ref.width, ref.height)
