#!/usr/bin/env python3
"""Speaks the prompt catalogues: asterisk-config/sounds/LANGUAGE/ova/SOUND.wav from prompts/LANGUAGE.properties.

The voice is SVOX Pico's (pico2wave), or espeak-ng's if Pico is missing; the script says so. sox brightens the sound
and converts it to 8 kHz; this script does trimming, silent pauses, fades and loudness. The same text gives the same
bytes. Each file contains its text (INFO chunk, ICMT) and the version of this script's sound (ISFT), so a run speaks
only texts that changed, or all if the sound did, and anyone can read a file's text.
"""

import argparse
import array
import concurrent.futures
import dataclasses
import functools
import itertools
import math
import operator
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

VOICES = {  # language: Pico's voice, espeak-ng's voice, percent of their usual pace, which is slow
    "en": ("en-US", "en-us", 120),
    "en_GB": ("en-GB", "en-gb", 118),
    "fr": ("fr-FR", "fr-fr", 112),
    "de": ("de-DE", "de", 124),
    "es": ("es-ES", "es", 122),
    "it": ("it-IT", "it", 126),
}
MISSING_SOX = "sox is not installed. hint: apt-get install sox"
MISSING_PICO = """pico2wave is not installed: speaking with espeak-ng, a different voice from that of the files in the repository.
hint: it is in Debian's libttspico-utils, of the component non-free; for a change of one prompt install it, or use --all
for one voice throughout."""
MISSING_BOTH = "neither pico2wave nor espeak-ng is installed. hint: apt-get install libttspico-utils (Debian, non-free)"

VERSION = "ova-login 2"  # of the sound: count it up after each change that is heard

RATE = 8000  # Hz, of the telephone
WIDE = 16000  # Hz, of the voices
LEVEL = -19.0  # dBFS of the speech without its pauses, as in Asterisk's core sounds, which follow ours in a call
QUIET = -45.0  # dBFS; 10 ms below it are a pause
PEAK = -2.0  # dBFS
KNEE = -6.0  # dBFS; peaks above it are compressed to PEAK
FLOOR = -36.0  # dB below the loudest 10 ms, with raised highs; silence below. Pico's faintest consonant is at -32, its breath at -44
FADES = (0.005, 0.02)  # seconds, in and out
# Pico's hiss of s and f lies at 6 to 8 kHz only, which a telephone does not carry: "six" would become "i". Sound above
# HISS is added again, SHIFT lower and LOUDER, which brings it to its level in the core sounds: 35 dB below the vowels.
HISS = 5700
SHIFT = 3000
LOUDER = 3.0  # dB
# Synthetic voices are dull on a telephone, each in its way. An equaliser gives a sample of the voice's speech the spectrum
# of the core sounds, from its second third upwards a little brighter: dB of each band against the first.
SPECTRUM = {  # Hz, from and to
    (150, 300): 0.0,
    (300, 500): 1.5,
    (500, 800): -3.5,
    (800, 1250): -7.0,
    (1250, 2000): -9.5,
    (2000, 3400): -13.0,
}
MOST_LIFT = 20  # dB, of a band; the samples are kept so far below full scale
BANDS = ((100, 1000), (1000, 2000), (2000, 3400))  # Hz; --measure reports the second and third against the first
# Article 1 of the Universal Declaration of Human Rights: a sample that doesn't change with the catalogue.
SAMPLE = {
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and"
    " should act towards one another in a spirit of brotherhood.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience"
    " et doivent agir les uns envers les autres dans un esprit de fraternité.",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und"
    " sollen einander im Geist der Brüderlichkeit begegnen.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia,"
    " deben comportarse fraternalmente los unos con los otros.",
    "it": "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione e di coscienza e"
    " devono agire gli uni verso gli altri in spirito di fratellanza.",
}
PAUSE = 6  # frames of 10 ms: a shorter gap in the speech is a consonant's closure and stays as it is
FILLS_A_GAP = re.compile(
    r"((number|weekday|day|month|hour|until-hour|minute)-\d+|more-than-twenty|yesterday|today|tomorrow|until|[ap]m|noon|midnight)"
)
# seconds of silence before and after: a prompt stands alone, an open sound has neighbours
MARGINS = {False: (0.03, 0.10), True: (0.02, 0.04)}


# -- the catalogue, split as Catalogue.java does ------------------------------------------------------------------


def catalogue(language):
    """The lines of one catalogue: id to text. en_GB inherits the lines of en that it doesn't have itself."""
    texts = catalogue(language.split("_")[0]) if "_" in language else {}
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


@dataclasses.dataclass(frozen=True)
class Pico:
    name: str = "SVOX Pico"

    def speak(self, language, text, wav):
        name, _, pace = VOICES[language]
        subprocess.run(["pico2wave", "-l", name, "-w", wav, f"<speed level='{pace}'>{text}</speed>"], check=True)


@dataclasses.dataclass(frozen=True)
class Espeak:
    name: str = "espeak-ng"

    def speak(self, language, text, wav):
        _, name, pace = VOICES[language]
        subprocess.run(["espeak-ng", "-v", name, "-s", str(150 * pace // 100), "-w", wav, text], check=True)


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


def sox(source, *effects, given=WIDE, rate=WIDE):
    """Samples, -1 to 1, of a WAV file or of samples at the given rate, after sox's effects."""
    raw = ["-t", "raw", "-e", "floating-point", "-b", "32", "-L", "-c", "1"]
    if isinstance(source, str):
        source, content = [source], None
    else:
        source, content = raw + ["-r", str(given), "-"], little_endian(source).tobytes()
    command = ["sox", "-D"] + source + raw + ["-"] + list(effects) + ["rate", "-v", str(rate)]  # -D: no (random) dither
    done = subprocess.run(command, input=content, check=True, capture_output=True)
    return little_endian(array.array("f", done.stdout))


def little_endian(samples):
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples


def equaliser(lifts):
    """Effects of sox that lift each band of SPECTRUM by so many dB."""
    effects = []
    for (low, high), lift in zip(SPECTRUM, lifts):
        if lift:
            effects += ["equalizer", f"{math.sqrt(low * high):.0f}", "0.7o", f"{lift:.2f}"]
    return effects


def recorded(voice, language, text, lifts=()):
    """The text as samples at WIDE, as spoken and equalised, the hiss of both within the telephone's band."""
    with tempfile.TemporaryDirectory() as folder:
        wav = str(Path(folder) / "spoken.wav")
        voice.speak(language, text, wav)
        plain = sox(wav, "gain", str(-MOST_LIFT), "highpass", "100")
        bright = sox(wav, "gain", str(-MOST_LIFT), "highpass", "100", *equaliser(lifts))
        hiss = sox(wav, "gain", str(-MOST_LIFT), "sinc", str(HISS))
    gain = 2 * 10 ** (LOUDER / 20)
    turns = [gain * math.cos(2 * math.pi * SHIFT / WIDE * i) for i in range(WIDE // math.gcd(WIDE, SHIFT))]
    hiss = [h * turn for h, turn in zip(hiss, itertools.cycle(turns))]
    return tuple(array.array("f", map(operator.add, samples, hiss)) for samples in (plain, bright))


@functools.cache
def brightening(language, voice):
    """The lifts that give the voice the wanted spectrum."""
    sample, _ = recorded(voice, language, SAMPLE[language.split("_")[0]])
    lifts = [0.0] * len(SPECTRUM)
    for _ in range(6):  # neighbours overlap
        equalised = sox(sample, *equaliser(lifts))
        levels = [decibel(power(sox(equalised, "sinc", f"{low}-{high}"))) for low, high in SPECTRUM]
        missing = [wanted - (there - levels[0]) for wanted, there in zip(SPECTRUM.values(), levels)]
        lifts = [max(-MOST_LIFT, min(MOST_LIFT, lift + 0.8 * more)) for lift, more in zip(lifts, missing)]
    return lifts


def bands(samples):
    """dB of each band of samples at RATE."""
    levels = []
    for low, high in BANDS:
        passes = ["highpass", str(low)] * 2 + ["lowpass", str(high)] * 2
        levels.append(decibel(power(sox(samples, *passes, given=RATE, rate=RATE))))
    return levels


# -- shape --------------------------------------------------------------------------------------------------------


def power(samples):
    """The mean power."""
    return sum(map(operator.mul, samples, samples)) / len(samples)


def decibel(power):
    return 10 * math.log10(max(power, 1e-12))


def frames(samples, size):
    """The mean power of each frame of so many samples."""
    return [power(samples[i : i + size]) for i in range(0, len(samples) - size + 1, size)]


def heard(samples):
    """For each 10 ms, samples at WIDE: is it speech? Highs are raised, so that a faint s counts."""
    power = frames([s - 0.95 * before for before, s in zip(samples, samples[1:])], WIDE // 100)
    least = max(power) * 10 ** (FLOOR / 10)
    return [p > least for p in power]


def before_last_word(samples):
    """The number of samples before the last pause. The word after it was spoken only to keep the voice up before it."""
    speech = heard(samples)
    end = len(speech) - speech[::-1].index(True)
    quiet = 0
    for at in range(end - 1, -1, -1):
        if not speech[at]:
            quiet += 1
        elif quiet > 10:  # 100 ms: longer than any consonant's closure in that word
            return (at + 1 + quiet // 2) * WIDE // 100
        else:
            quiet = 0
    raise SystemExit("no pause before the last word")


def trimmed(plain, bright, margins):
    """The brightened speech, now at RATE, with short fades, between silences of even length."""
    speech = heard(plain)
    # 10 ms more on both sides, since the softest beginnings and ends are below the floor
    first = max(0, speech.index(True) - 1)
    last = min(len(speech), len(speech) - speech[::-1].index(True) + 1)
    kept = sox(bright[first * WIDE // 100 : last * WIDE // 100], rate=RATE)
    silence(kept, speech[first:last])
    for start, step, seconds in zip((0, -1), (1, -1), FADES):
        fade = round(RATE * seconds)
        for i in range(fade):
            kept[start + step * i] *= (1 - math.cos(math.pi * i / fade)) / 2
    before, after = (array.array("f", bytes(4 * round(RATE * seconds))) for seconds in margins)
    return before + kept + after


def silence(samples, speech):
    """Takes the voice's breath, which brightening has raised, out of the pauses."""
    at = 0
    for said, frames in itertools.groupby(speech):
        length = len(list(frames))
        if not said and length >= PAUSE:
            # the frame on either side belongs to a soft ending or beginning, and fades
            first, last, fade = (at + 1) * RATE // 100, (at + length - 1) * RATE // 100, RATE // 100
            for i in range(first, min(last, len(samples))):
                samples[i] *= max(0, 1 - (i - first) / fade, 1 - (last - 1 - i) / fade)
        at += length


def level(samples):
    """dBFS of the speech, pauses left out."""
    speech = [p for p in frames(samples, RATE // 100) if decibel(p) > QUIET]
    return decibel(sum(speech) / len(speech))


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
    """Brought to LEVEL; a few rounds, since bending the peaks and the frames that count as speech depend on the gain."""
    gain = PEAK - peak(samples)
    for _ in range(6):
        result = array.array("f", (bent(s * 10 ** (gain / 20)) for s in samples))
        gain += LEVEL - level(result)
    return result


# -- files --------------------------------------------------------------------------------------------------------


def chunk(name, content):
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def wav(samples, text, voice):
    """A WAV file: 8 kHz, mono, 16 bit, and after the sound what it says, who says it, and this script's version."""
    pcm = struct.pack(f"<{len(samples)}h", *(round(s * 32767) for s in samples))
    info = chunk(b"ICMT", text.encode() + b"\0") + chunk(b"ISFT", f"{voice}, {VERSION}".encode() + b"\0")
    content = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16))
    content += chunk(b"data", pcm) + chunk(b"LIST", b"INFO" + info)
    return chunk(b"RIFF", b"WAVE" + content)


def chunks(content, at):
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        yield name, content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def read(path):
    """The samples of a file, the text it says, and the voice with the version that made it."""
    samples, info = array.array("f"), {}
    for name, content in chunks(path.read_bytes(), 12):
        if name == b"data":
            samples = array.array("f", (s / 32768 for (s,) in struct.iter_unpack("<h", content)))
        elif name == b"LIST":
            info = dict(chunks(content, 4))
    return samples, *(info.get(part, b"").rstrip(b"\0").decode() for part in (b"ICMT", b"ISFT"))


def is_current(path, text):
    if not path.exists():
        return False
    _, said, made = read(path)
    return said == text and made.endswith(VERSION)


def speak(language, sound, text, voice):
    """Writes one file."""
    texts = catalogue(language)
    spoken = as_spoken(text, texts)
    goes_on = is_open(sound, texts)
    if goes_on:
        plain, bright = recorded(voice, language, f"{spoken}, {texts['number-1']}.", brightening(language, voice))
        end = before_last_word(plain)
        plain, bright = plain[:end], bright[:end]
    else:
        plain, bright = recorded(voice, language, spoken, brightening(language, voice))
    samples = levelled(trimmed(plain, bright, MARGINS[goes_on]))
    (SOUNDS / language / "ova" / f"{sound}.wav").write_bytes(wav(samples, text, voice.name))


def generate(language, voice, everything, workers):
    wanted = sounds(catalogue(language))
    target = SOUNDS / language / "ova"
    target.mkdir(parents=True, exist_ok=True)
    changed = [s for s, text in wanted.items() if everything or not is_current(target / f"{s}.wav", text)]
    if changed:
        done = [workers.submit(speak, language, sound, wanted[sound], voice()) for sound in changed]
        for work in done:
            work.result()
    surplus = [path for path in target.glob("*.wav") if path.stem not in wanted]
    for path in surplus:
        path.unlink()
    print(f"{language}: {len(changed)} spoken, {len(wanted) - len(changed)} unchanged, {len(surplus)} removed")


def measure(language):
    files = sorted((SOUNDS / language / "ova").glob("*.wav"))
    if not files:
        print(f"{language}: no sounds")
        return
    sounds_there = [read(path)[0] for path in files]
    lengths = [len(samples) / RATE for samples in sounds_there]
    levels = [level(samples) for samples in sounds_there]
    peaks = [peak(samples) for samples in sounds_there]
    low, *highs = bands(array.array("f", itertools.chain(*sounds_there)))
    print(
        f"{language}: {len(files)} sounds, {sum(lengths):.0f} s, {min(lengths):.2f} to {max(lengths):.2f} s each,"
        f" level {min(levels):.1f} to {max(levels):.1f} dBFS, peak {min(peaks):.1f} to {max(peaks):.1f} dBFS,"
        f" bands {' and '.join(f'{high - low:.1f}' for high in highs)} dB"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help=f"one of {' '.join(VOICES)}; all by default")
    parser.add_argument("--all", action="store_true", help="speak every prompt anew, changed or not")
    parser.add_argument("--measure", action="store_true", help="only report length, level, peak and bands of what is there")
    parser.add_argument("--voice", choices=["pico", "espeak-ng"], help="Pico by default, espeak-ng where it is missing")
    options = parser.parse_args()
    for language in options.languages:
        if language not in VOICES:
            parser.error(f"no such language: {language}")
    # found on first use, so that a run without changes needs no voice
    voice = functools.cache(lambda: synthesiser(options.voice))
    with concurrent.futures.ProcessPoolExecutor() as workers:
        for language in options.languages or VOICES:
            if options.measure:
                measure(language)
            else:
                generate(language, voice, options.all, workers)


if __name__ == "__main__":
    main()
