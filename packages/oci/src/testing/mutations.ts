const TOKENS = [
	"__proto__",
	"constructor",
	'"',
	"{",
	"}",
	"[",
	"]",
	":",
	",",
	"\\",
	"\0",
	"\n",
	"null",
	"1e9",
	"é",
	"=",
	"#",
	"[[registry]]",
];

/** A generator of numbers below a bound, the same for the same seed. */
export function seededRandom(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

/** Up to four small damages to bytes: one changed, some removed, some repeated, cut off, or a token put in. */
export function mutated(original: Buffer, random: (below: number) => number): Buffer {
	let bytes = original;
	for (let times = 1 + random(4); times > 0; times--) {
		const at = random(bytes.length + 1);
		const before = bytes.subarray(0, at);
		const after = bytes.subarray(at);
		const damages = [
			() => Buffer.concat([before, Buffer.from([random(256)]), after.subarray(1)]),
			() => Buffer.concat([before, after.subarray(random(40))]),
			() => Buffer.concat([before, before.subarray(-random(40)), after]),
			() => Buffer.from(before),
			() => Buffer.concat([before, Buffer.from(TOKENS[random(TOKENS.length)] ?? ""), after]),
		];
		bytes = damages[random(damages.length)]?.() ?? bytes;
	}
	return bytes;
}
