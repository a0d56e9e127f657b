#!/usr/bin/env python3
"""Speaks the prompt catalogues: asterisk-config/sounds/LANGUAGE/ova/SOUND.wav from prompts/LANGUAGE.properties.

The voice is SVOX Pico's (pico2wave), or espeak-ng's if Pico is missing; the script says so. sox converts the sound
to 8 kHz; this script does trimming, fades and loudness. The same text gives the same bytes. Each file contains its
text (INFO chunk, ICMT), so a run speaks only changed texts, and anyone can read a file's text.
"""

import argparse
import array
import math
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parents[3]
CATALOGUES = HOME / "src/main/resources/org/ovalogin/call/dialog/prompts"
SOUNDS = HOME / "asterisk-config/sounds"

VOICES = {  # language: Pico's voice, espeak-ng's voice
    "en": ("en-US", "en-us"),
    "fr": ("fr-FR", "fr-fr"),
    "de": ("de-DE", "de"),
    "es": ("es-ES", "es"),
    "it": ("it-IT", "it"),
}
MISSING_SOX = "sox is not installed. hint: apt-get install sox"
MISSING_PICO = """pico2wave is not installed: speaking with espeak-ng, a different voice from that of the files in the repository.
hint: it is in Debian's libttspico-utils, of the component non-free; for a change of one prompt install it, or use --all
for one voice throughout."""
MISSING_BOTH = "neither pico2wave nor espeak-ng is installed. hint: apt-get install libttspico-utils (Debian, non-free)"

RATE = 8000  # Hz, of the telephone
WIDE = 16000  # Hz, of the voices
LEVEL = -19.0  # dBFS of the speech without its pauses, as in Asterisk's core sounds, which follow ours in a call
PEAK = -2.0  # dBFS
KNEE = -6.0  # dBFS; peaks above it are compressed to PEAK
FLOOR = -36.0  # dB below the loudest 10 ms, with raised highs; silence below. Pico's faintest consonant is at -32, its breath at -44
FADES = (0.005, 0.02)  # seconds, in and out
# Pico's hiss of s and f lies at 6 to 8 kHz only, which a telephone does not carry: "six" would become "i". Sound above
# HISS is added again, SHIFT lower and LOUDER, which brings it to its level in the core sounds: 35 dB below the vowels.
HISS = 5700
SHIFT = 3000
LOUDER = 3.0  # dB
FILLS_A_GAP = re.compile(
    r"((number|weekday|day|month|hour|until-hour|minute)-\d+|more-than-twenty|yesterday|today|tomorrow|until|[ap]m|noon|midnight)"
)
# seconds of silence before and after: a prompt stands alone, an open sound has neighbours
MARGINS = {False: (0.05, 0.20), True: (0.03, 0.07)}


# -- the catalogue, split as Catalogue.java does ------------------------------------------------------------------


def catalogue(language):
    """The lines of one catalogue: id to text."""
    texts = {}
    for line in (CATALOGUES / f"{language}.properties").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if "\\" in line:
            raise SystemExit(f"{language}.properties: a prompt is one line without backslashes: {line}")
        prompt, text = line.split("=", 1)
        texts[prompt.strip()] = text.strip()
    return texts


def parts(text):
    """The words before, between and after the gaps of a text."""
    return [part.strip() for part in re.split(r"\{[a-z]+\}", text)]


def sounds(texts):
    """Sound to what it says: gaps split a text into the sounds -1, -2 and so on; a part without words has none."""
    spoken = {}
    for prompt, text in texts.items():
        split = parts(text)
        for number, part in enumerate(split, start=1):
            if any(character.isalpha() for character in part):
                spoken[f"{prompt}-{number}" if len(split) > 1 else prompt] = part
    return spoken


def is_open(sound, texts):
    """True for a sound after which the sentence, or a row of digits, goes on."""
    if sound in texts:
        return bool(FILLS_A_GAP.fullmatch(sound))
    prompt, _, number = sound.rpartition("-")
    return int(number) < len(parts(texts[prompt]))


# -- speech -------------------------------------------------------------------------------------------------------


def as_spoken(text, texts):
    """The text as the synthesisers read it right: PIN as a word, a key by its name."""
    text = re.sub(r"\bPIN(s?)\b", r"pin\1", text)
    return re.sub(r"\b\d\b", lambda key: texts["number-" + key.group()], text)


class Pico:
    name = "SVOX Pico"

    def speak(self, language, text, wav):
        subprocess.run(["pico2wave", "-l", VOICES[language][0], "-w", wav, text], check=True)


class Espeak:
    name = "espeak-ng"

    def speak(self, language, text, wav):
        subprocess.run(["espeak-ng", "-v", VOICES[language][1], "-s", "150", "-w", wav, text], check=True)


def synthesiser(wanted):
    if not shutil.which("sox"):
        raise SystemExit(MISSING_SOX)
    if wanted != "espeak-ng" and shutil.which("pico2wave"):
        return Pico()
    if wanted == "pico" or not shutil.which("espeak-ng"):
        raise SystemExit(MISSING_BOTH if wanted != "pico" else "pico2wave is not installed")
    if not wanted:
        print(MISSING_PICO, file=sys.stderr)
    return Espeak()


def sox(source, *effects, rate=WIDE):
    """Samples, -1 to 1, of a WAV file or of samples at WIDE, after sox's effects."""
    raw = ["-t", "raw", "-e", "floating-point", "-b", "32", "-L", "-c", "1"]
    if isinstance(source, str):
        source, given = [source], None
    else:
        source, given = raw + ["-r", str(WIDE), "-"], little_endian(source).tobytes()
    command = ["sox", "-D"] + source + raw + ["-"] + list(effects) + ["rate", "-v", str(rate)]  # -D: no (random) dither
    done = subprocess.run(command, input=given, check=True, capture_output=True)
    return little_endian(array.array("f", done.stdout))


def little_endian(samples):
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples


def recorded(voice, language, text, folder):
    """The text as samples at WIDE, its hiss within the telephone's band."""
    wav = str(folder / "spoken.wav")
    voice.speak(language, text, wav)
    samples = sox(wav, "gain", "-6", "highpass", "100")  # the gain leaves room for the filters' overshoot
    hiss = sox(wav, "gain", "-6", "sinc", str(HISS))
    gain = 2 * 10 ** (LOUDER / 20)
    turn = 2 * math.pi * SHIFT / WIDE
    return array.array("f", (s + gain * h * math.cos(turn * i) for i, (s, h) in enumerate(zip(samples, hiss))))


# -- shape --------------------------------------------------------------------------------------------------------


def frames(samples, size):
    """The mean power of each frame of so many samples."""
    return [sum(s * s for s in samples[i : i + size]) / size for i in range(0, len(samples) - size + 1, size)]


def heard(samples):
    """For each 10 ms, samples at WIDE: is it speech? Highs are raised, so that a faint s counts."""
    power = frames([s - 0.95 * before for before, s in zip(samples, samples[1:])], WIDE // 100)
    least = max(power) * 10 ** (FLOOR / 10)
    return [p > least for p in power]


def without_last_word(samples):
    """What comes before the last pause: drops the word that was spoken only to keep the voice up before it."""
    speech = heard(samples)
    end = len(speech) - speech[::-1].index(True)
    quiet = 0
    for at in range(end - 1, -1, -1):
        if not speech[at]:
            quiet += 1
        elif quiet > 10:  # 100 ms: longer than any consonant's closure in that word
            return samples[: (at + 1 + quiet // 2) * WIDE // 100]
        else:
            quiet = 0
    raise SystemExit("no pause before the last word")


def trimmed(samples, margins):
    """The speech, now at RATE, with short fades, between silences of even length."""
    speech = heard(samples)
    # 10 ms more on both sides, since the softest beginnings and ends are below the floor
    first = max(0, speech.index(True) - 1)
    last = min(len(speech), len(speech) - speech[::-1].index(True) + 1)
    kept = sox(samples[first * WIDE // 100 : last * WIDE // 100], rate=RATE)
    for start, step, seconds in zip((0, -1), (1, -1), FADES):
        fade = round(RATE * seconds)
        for i in range(fade):
            kept[start + step * i] *= (1 - math.cos(math.pi * i / fade)) / 2
    before, after = (array.array("f", bytes(4 * round(RATE * seconds))) for seconds in margins)
    return before + kept + after


def level(samples):
    """dBFS of the speech, pauses left out (frames more than 30 dB below the loudest)."""
    power = frames(samples, RATE // 50)
    speech = [p for p in power if p > max(power) / 1000]
    return 10 * math.log10(sum(speech) / len(speech))


def peak(samples):
    return 20 * math.log10(max(abs(s) for s in samples))


def bent(sample):
    """Soft limit: straight up to KNEE, then bent so that PEAK is never passed."""
    knee, top = 10 ** (KNEE / 20), 10 ** (PEAK / 20)
    size = abs(sample)
    if size <= knee:
        return sample
    return math.copysign(knee + (top - knee) * math.tanh((size - knee) / (top - knee)), sample)


def levelled(samples):
    """Brought to LEVEL; a few rounds, since bending the peaks takes a little of it away."""
    gain = LEVEL - level(samples)
    for _ in range(4):
        result = array.array("f", (bent(s * 10 ** (gain / 20)) for s in samples))
        gain += LEVEL - level(result)
    return result


# -- files --------------------------------------------------------------------------------------------------------


def chunk(name, content):
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def wav(samples, text, voice):
    """A WAV file: 8 kHz, mono, 16 bit, and after the sound what it says and who says it."""
    pcm = struct.pack(f"<{len(samples)}h", *(round(s * 32767) for s in samples))
    info = chunk(b"ICMT", text.encode() + b"\0") + chunk(b"ISFT", voice.encode() + b"\0")
    content = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16))
    content += chunk(b"data", pcm) + chunk(b"LIST", b"INFO" + info)
    return chunk(b"RIFF", b"WAVE" + content)


def chunks(content, at):
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        yield name, content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def read(path):
    """The samples of a file and the text it says."""
    samples, text = array.array("f"), None
    for name, content in chunks(path.read_bytes(), 12):
        if name == b"data":
            samples = array.array("f", (s / 32768 for (s,) in struct.iter_unpack("<h", content)))
        elif name == b"LIST":
            text = dict(chunks(content, 4)).get(b"ICMT", b"").rstrip(b"\0").decode()
    return samples, text


def generate(language, voice, everything, folder):
    texts = catalogue(language)
    wanted = sounds(texts)
    target = SOUNDS / language / "ova"
    target.mkdir(parents=True, exist_ok=True)
    made = 0
    for sound, text in wanted.items():
        path = target / f"{sound}.wav"
        if not everything and path.exists() and read(path)[1] == text:
            continue
        spoken = as_spoken(text, texts)
        if is_open(sound, texts):
            samples = without_last_word(recorded(voice(), language, f"{spoken}, {texts['number-1']}.", folder))
        else:
            samples = recorded(voice(), language, spoken, folder)
        path.write_bytes(wav(levelled(trimmed(samples, MARGINS[is_open(sound, texts)])), text, voice().name))
        made += 1
    surplus = [path for path in target.glob("*.wav") if path.stem not in wanted]
    for path in surplus:
        path.unlink()
    print(f"{language}: {made} spoken, {len(wanted) - made} unchanged, {len(surplus)} removed")


def measure(language):
    files = sorted((SOUNDS / language / "ova").glob("*.wav"))
    if not files:
        print(f"{language}: no sounds")
        return
    sounds_there = [read(path)[0] for path in files]
    lengths = [len(samples) / RATE for samples in sounds_there]
    levels = [level(samples) for samples in sounds_there]
    peaks = [peak(samples) for samples in sounds_there]
    print(
        f"{language}: {len(files)} sounds, {sum(lengths):.0f} s, {min(lengths):.2f} to {max(lengths):.2f} s each,"
        f" level {min(levels):.1f} to {max(levels):.1f} dBFS, peak {min(peaks):.1f} to {max(peaks):.1f} dBFS"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help=f"one of {' '.join(VOICES)}; all by default")
    parser.add_argument("--all", action="store_true", help="speak every prompt anew, changed or not")
    parser.add_argument("--measure", action="store_true", help="only report length, level and peak of what is there")
    parser.add_argument("--voice", choices=["pico", "espeak-ng"], help="Pico by default, espeak-ng where it is missing")
    options = parser.parse_args()
    for language in options.languages:
        if language not in VOICES:
            parser.error(f"no such language: {language}")
    found = []

    def voice():  # found on first use, so that a run without changes needs no voice
        if not found:
            found.append(synthesiser(options.voice))
        return found[0]

    with tempfile.TemporaryDirectory() as folder:
        for language in options.languages or VOICES:
            if options.measure:
                measure(language)
            else:
                generate(language, voice, options.all, Path(folder))


if __name__ == "__main__":
    main()
