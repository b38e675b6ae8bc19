import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { codesOf, inventoryOf, namesWhere, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { writeElf, writeMachO, writePe } from "../../testing/write-executable.ts";

const AUDIT_DATA = testdata("cargo", "dep-v0.bin");
const AUDITED = [{ name: ".dep-v0", bytes: AUDIT_DATA }];
const LOCK = testdata("cargo", "Cargo-v4.lock");
const BUILT = ["bitflags@1.3.2", "bitflags@2.13.2", "itoa@1.0.9", "plimsoll-example@0.3.1", "smallvec@1.6.0"];

function elfWith(value: unknown): Buffer {
	return writeElf({ sections: [{ name: ".dep-v0", bytes: deflateSync(typeof value === "string" ? value : JSON.stringify(value)) }] });
}

test("what cargo auditable wrote is found in every format, without what only helped to build", () => {
	for (const bytes of [writeElf({ sections: AUDITED }), writePe({ sections: AUDITED }), writeMachO({ sections: AUDITED })]) {
		const inventory = inventoryOf({ "/usr/bin/app": bytes }, { subject: "image" });

		assert.deepEqual(versionsOf(inventory), BUILT);
		assert.deepEqual(packageNamed(inventory, "itoa"), {
			purl: "pkg:cargo/itoa@1.0.9",
			type: "cargo",
			name: "itoa",
			version: "1.0.9",
			ecosystem: "crates.io",
			licenses: [],
			locations: [{ path: "/usr/bin/app" }],
			direct: true,
		});
	}
});

for (const version of [1, 2, 3, 4]) {
	test(`Cargo.lock version ${version}`, () => {
		const inventory = inventoryOf({ "/Cargo.lock": testdata("cargo", `Cargo-v${version}.lock`) });

		assert.deepEqual(
			versionsOf(inventory).map((text) => text.replace(/^libc@.*/, "libc")),
			["bitflags@1.3.2", "bitflags@2.13.2", "cc@1.0.83", "hex@0.4.3", "itoa@1.0.9", "libc", "plimsoll-example@0.3.1", "smallvec@1.6.0"],
		);
		assert.deepEqual(
			namesWhere(inventory, ({ direct }) => direct === false),
			["libc"],
		);
		assert.equal(packageNamed(inventory, "plimsoll-example").direct, undefined);
		assert.deepEqual(codesOf(inventory), []);
	});
}

test("locks and audit data say who needs whom; locks also the hashes of archives", () => {
	for (const version of [1, 2, 3, 4]) {
		const inventory = inventoryOf({ "/Cargo.lock": testdata("cargo", `Cargo-v${version}.lock`) });
		const libc = packageNamed(inventory, "libc").purl;

		assert.deepEqual(packageNamed(inventory, "cc").dependsOn, [libc]);
		assert.deepEqual(
			packageNamed(inventory, "plimsoll-example").dependsOn?.filter((purl) => purl.includes("bitflags")),
			["pkg:cargo/bitflags@1.3.2", "pkg:cargo/bitflags@2.13.2"],
		);
		assert.deepEqual(packageNamed(inventory, "hex").hashes, [
			{ algorithm: "sha256", value: "7f24254aa9a54b5c858eaee2f5bccdb46aaf0e486a595ed5fd8f86ba55232a70" },
		]);
		assert.equal(packageNamed(inventory, "plimsoll-example").hashes, undefined);
	}

	const built = inventoryOf({ "/app.so": writeElf({ sections: AUDITED }) });

	assert.deepEqual(packageNamed(built, "plimsoll-example").dependsOn, [
		"pkg:cargo/bitflags@1.3.2",
		"pkg:cargo/bitflags@2.13.2",
		"pkg:cargo/itoa@1.0.9",
		"pkg:cargo/smallvec@1.6.0",
	]);
});

test("a hash that is none, and crates that are not there, are left out", () => {
	const lock = '[[package]]\nname = "a"\nversion = "1.0.0"\nchecksum = "<none>"\ndependencies = ["b", 7, "__proto__", "a 1.0.0 (x)"]\n';

	const [only] = inventoryOf({ "/Cargo.lock": lock }).packages;

	assert.deepEqual([only?.hashes, only?.dependsOn], [undefined, ["pkg:cargo/a@1.0.0"]]);
});

test("in an image a lock counts only where no executable tells of its crates", () => {
	const app = writeElf({ sections: AUDITED });
	const image = { subject: "image" } as const;

	assert.equal(inventoryOf({ "/src/Cargo.lock": LOCK, "/app": writeElf({ sections: [] }) }, image).packages.length, 8);
	assert.deepEqual(versionsOf(inventoryOf({ "/src/Cargo.lock": LOCK, "/app": app }, image)), BUILT);
	assert.equal(inventoryOf({ "/src/Cargo.lock": LOCK, "/app": { content: app, mode: 0o755 } }).packages.length, 8);
});

test("an executable of the operating system's own does not silence a lock; its own lock never counts", () => {
	const files = {
		"/etc/os-release": "ID=alpine\nVERSION_ID=3.19.1\n",
		"/lib/apk/db/installed": "P:tool\nV:1-r0\nF:usr/bin\nR:tool\nF:usr/share/tool\nR:Cargo.lock\n",
		"/usr/bin/tool": writeElf({ sections: AUDITED }),
		"/usr/share/tool/Cargo.lock": LOCK,
		"/src/Cargo.lock": LOCK,
	};

	const inventory = inventoryOf(files, { subject: "image" });

	assert.deepEqual(packageNamed(inventory, "hex").locations, [{ path: "/src/Cargo.lock" }]);
	assert.deepEqual(packageNamed(inventory, "itoa").locations, [{ path: "/src/Cargo.lock" }, { path: "/usr/bin/tool" }]);
	const { "/src/Cargo.lock": _, ...without } = files;
	assert.match(packageNamed(inventoryOf(without, { subject: "image" }), "itoa").ownedBy ?? "", /^pkg:apk\/alpine\/tool@/);
});

test("locks that crates were published with do not count", () => {
	const paths = [
		"/usr/local/cargo/registry/src/index-1/x-1.0.0/Cargo.lock",
		"/root/.cargo/git/checkouts/x/Cargo.lock",
		"/src/vendor/x/Cargo.lock",
	];

	assert.deepEqual(inventoryOf(Object.fromEntries(paths.map((path) => [path, LOCK]))).packages, []);
});

test("damaged data costs itself and is said", () => {
	const bomb = elfWith(" ".repeat(20 * 1024 * 1024));
	const cases = [writeElf({ sections: [{ name: ".dep-v0", bytes: Buffer.from("no zlib") }] }), elfWith("{"), bomb];

	for (const bytes of cases) assert.deepEqual(codesOf(inventoryOf({ "/app.so": bytes })), ["identity-unknown", "file-malformed"]);
	assert.deepEqual(codesOf(inventoryOf({ "/app.so": elfWith(`${'{"packages":['.repeat(200)}`) })), ["identity-unknown", "file-limit"]);
	assert.deepEqual(codesOf(inventoryOf({ "/app.so": elfWith({ packages: [{ name: "a" }, { name: "b/../c", version: "1" }, 7] }) })), [
		"identity-unknown",
		"file-malformed",
		"file-malformed",
		"file-malformed",
	]);
	assert.deepEqual(inventoryOf({ "/app.so": elfWith({ packages: "none" }) }).packages, []);
});

test("a lock that is none, or has an entry that is none, is said", () => {
	const codes = (text: string): string[] => codesOf(inventoryOf({ "/Cargo.lock": text }));

	assert.deepEqual(codes("[[package]\n"), ["file-malformed"]);
	assert.deepEqual(codes('package = "x"\n'), ["file-malformed"]);
	assert.deepEqual(codes('[[package]]\nname = "a b"\nversion = "1"\n[[package]]\nname = "c"\nversion = "1.0.0"\n'), ["file-malformed"]);
	assert.deepEqual(codes("version = 4\n"), []);
	assert.deepEqual(
		versionsOf(inventoryOf({ "/Cargo.lock": '[root]\nname = "old"\nversion = "0.1.0"\ndependencies = ["x 1.0.0 (registry+a)"]\n' })),
		["old@0.1.0"],
	);
});

test("mutations of what cargo auditable wrote neither throw nor make a cataloger give up", () => {
	let state = 0x5eed;
	const random = (below: number): number => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
	for (let run = 0; run < 1000; run++) {
		const bytes = Buffer.from(AUDIT_DATA);
		for (let times = 1 + random(3); times > 0; times--) bytes[random(bytes.length)] = random(256);

		const { coverage } = inventoryOf({ "/app.so": writeElf({ sections: [{ name: ".dep-v0", bytes }] }) });

		for (const { message } of coverage) assert.doesNotMatch(message, /gave up/);
	}
});
