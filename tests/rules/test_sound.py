"""What can be told from the samples alone."""

import io
import wave

import pytest

from interviews.rules import sound
from tests.speaking import as_wav, noise, silence


def test_silences_are_found_where_nobody_speaks() -> None:
    pcm = noise(1) + silence(0.5) + noise(1, seed=2) + silence(1.5)
    assert sound.silences(pcm) == [(1.0, 1.5), (2.5, 4.0)]


def test_a_hum_is_silence_beside_a_voice() -> None:
    assert sound.silences(noise(1, loud=8000) + noise(1, loud=200)) == [(1.0, 2.0)]
    assert sound.silences(b"") == []


@pytest.mark.parametrize(("voice", "room"), [(8000, 260), (2000, 150), (110, 0), (40, 5)])
def test_a_pause_is_found_beside_loud_and_very_quiet_voices(voice: int, room: int) -> None:
    pcm = noise(3, loud=voice) + noise(1, loud=room) + noise(1, loud=voice)
    assert sound.silences(pcm) == [(3.0, 4.0)]


def test_word_difference_counts_against_the_first_text() -> None:
    assert sound.word_difference("I led it.", "i led IT") == 0
    assert sound.word_difference("I led the team", "I fed the big team") == 0.5
    assert sound.word_difference("", "one two") == 2


def test_resampling_changes_the_length_only() -> None:
    assert sound.resampled([0, 1, 2, 3], 2).tolist() == [0, 2]
    assert sound.resampled([0, 1, 2], 0.5).tolist() == [0, 0, 1, 1, 2, 2]


def test_a_pause_across_a_cut_is_one_pause() -> None:
    whole = [(6.0, [(0.0, 0.5), (2.0, 3.4), (4.0, 4.3), (5.0, 6.0)])]
    cut = [(2.5, [(0.0, 0.5), (2.0, 2.5)]), (3.5, [(0.0, 0.9), (1.5, 1.8), (2.5, 3.5)])]
    for segments in (whole, cut):
        assert sound.pauses(segments) == [1.4]
        assert sound.talking_time(segments) == pytest.approx(4.5)


def test_nothing_said_takes_no_time() -> None:
    assert sound.talking_time([(3.0, [(0.0, 3.0)])]) == 0
    assert sound.talking_time([]) == 0
    assert sound.pauses([(3.0, [(0.0, 3.0)])]) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"\0", noise(0.1) + b"\0", as_wav(noise(0.1)), b"OggS" + noise(0.1), b'{"text": "This is not a voice."}  '],
    ids=["empty", "half a sample", "a byte too many", "WAV", "Ogg", "JSON"],
)
def test_what_is_not_sound_is_told(content: bytes) -> None:
    assert not sound.is_sound(content)


def test_sound_and_silence_are_sound() -> None:
    assert sound.is_sound(noise(0.1))
    assert sound.is_sound(silence(0.1))


def test_the_header_is_one_that_players_read() -> None:
    pcm = noise(0.5)
    with wave.open(io.BytesIO(sound.wav_header(len(pcm)) + pcm)) as read:
        assert (read.getnchannels(), read.getsampwidth(), read.getframerate()) == (1, 2, 16_000)
        assert read.readframes(8000) == pcm
