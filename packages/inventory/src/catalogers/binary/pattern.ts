/** How the version of software stands in the bytes of its files. */
export interface Pattern {
	/**
	 * Bytes (each a character) that are looked for; `{name}` stands for the first version in the file's own name (`3.11` of
	 * `libpython3.11.so`), without which the pattern does not apply. Empty for what stands alone.
	 */
	readonly anchor: string;
	/**
	 * Which bytes `match` is shown: those from the anchor on, those before it, or both with the anchor between. `alone`: those
	 * around each text in which a dot stands between digits and that a NUL ends.
	 */
	readonly side: "from" | "before" | "around" | "alone";
	/** Its first group is the version. Looks at no more than {@link REACH} bytes on either side. */
	readonly match: RegExp;
	/** Whether the version may be that of something else in the file. */
	readonly isGuess?: true;
}

/** Bytes on either side of an anchor within which the version stands. */
export const REACH = 128;

/** `1.25.1` */
export const NUMBERS: string = "\\d{1,9}(?:\\.\\d{1,9}){1,4}";
/** `1.25.1`, `3.1-dev0`, `15beta4`, `1.0.0-rc.1` */
export const RELEASE: string = `${NUMBERS}(?:[-~]?(?:alpha|beta|rc|dev|pre|preview|a|b|p)[.-]?\\d{0,9}(?![0-9A-Za-z]))?`;
/** Whatever follows the first two numbers, as long as versions have such characters. */
export const ANYTHING: string = "\\d{1,9}\\.\\d{1,9}[0-9A-Za-z.+~_-]{0,60}";

/** A version that follows a text. */
export function after(text: string, version: string = RELEASE, suffix = ""): Pattern {
	return { anchor: text, side: "from", match: new RegExp(`^${RegExp.escape(text)}(${version})${suffix}`) };
}

/** A version that a text follows. */
export function before(text: string, version: string = RELEASE, prefix = ""): Pattern {
	return { anchor: text, side: "before", match: new RegExp(`${prefix}(${version})$`) };
}

/** A version near a text. */
export function near(text: string, match: RegExp): Pattern {
	return { anchor: text, side: "around", match };
}

/** A text of nothing but a version that goes on where the version in the file's name ends. */
export function completing(prefix: string, match: RegExp): Pattern {
	return { anchor: `${prefix}{name}`, side: "from", match };
}

/** A version that a NUL ends, with nothing else near that is always the same. */
export function alone(version: string, prefix = "\\0", suffix = ""): Pattern {
	return { anchor: "", side: "alone", match: new RegExp(`${prefix}(${version})\\0${suffix}`) };
}

/**
 * A version that a NUL ends, in a program made with Go: constants have none, but what the linker is told to write into a
 * variable has (`-ldflags "-X main.version=…"`).
 */
export function linkedByGo(): Pattern {
	const version = `${NUMBERS}(?:-[0-9A-Za-z.-]{1,40})?`;
	const match = new RegExp(`(?<![0-9A-Za-z.:+/_-])v?(${version})(?:\\+[0-9A-Za-z.-]{1,40})?\\0`);
	return { anchor: "", side: "alone", match, isGuess: true };
}
