/// Measures the sound files of the prompts: length, level, bands, silence.
@org.jspecify.annotations.NullMarked
package org.ovalogin.sound;
