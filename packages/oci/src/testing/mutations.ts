const TOKENS = [
	"\n",
	"\n\n",
	"\0",
	"\r",
	"\u001b[2J",
	"__proto__",
	"constructor",
	'"',
	"'",
	"{",
	"[",
	"}",
	"]",
	":",
	": ",
	"@",
	"/",
	"\\",
	"? ",
	"- ",
	"#",
	"==",
	"=",
	"é",
	"\ufeff",
	"<",
	">",
	"</",
	"<!--",
	"${",
	"&",
	",",
	"null",
	"1e9",
	"[[registry]]",
];

/** Up to four small damages: bytes changed, removed, repeated, cut off, or tokens of the formats put in. */
export function mutated(original: Buffer, random: (below: number) => number): Buffer {
	let bytes = original;
	for (let times = 1 + random(4); times > 0; times--) {
		const at = random(bytes.length + 1);
		const before = bytes.subarray(0, at);
		const after = bytes.subarray(at);
		const damages = [
			() => Buffer.concat([before, Buffer.from([random(256)]), after.subarray(1)]),
			() => Buffer.concat([before, after.subarray(random(200))]),
			() => Buffer.concat([before, after.subarray(0, random(500)), after]),
			() => (random(8) === 0 ? before : bytes),
			() => Buffer.concat([before, Buffer.from(TOKENS[random(TOKENS.length)] ?? ""), after]),
		];
		bytes = damages[random(damages.length)]?.() ?? bytes;
	}
	return bytes;
}

/** A small generator with a fixed seed, so that a failure can be repeated. */
export function generator(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}
