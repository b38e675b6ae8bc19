import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf } from "../testing/inventory-of.ts";
import { writeElf, writePe } from "../testing/write-executable.ts";

const ELF = writeElf({ sections: [] });
const image = { subject: "image" } as const;

function unknownOf(files: Parameters<typeof inventoryOf>[0]): readonly string[] {
	return inventoryOf(files, image)
		.coverage.filter(({ code }) => code === "identity-unknown")
		.map(({ message }) => message);
}

test("executables that nobody knows are counted, and the largest named", () => {
	const files = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`/opt/${index}`, Buffer.concat([ELF, Buffer.alloc(index)])]));

	assert.deepEqual(unknownOf({ ...files, "/opt/text": "#!/bin/sh\n".repeat(1000), "/opt/link": { link: "6" } }), [
		`7 executables and libraries that no package owns and nothing identifies; the largest: ${[6, 5, 4, 3, 2]
			.map((index) => `/opt/${index} (${ELF.length + index} bytes)`)
			.join(", ")}`,
	]);
	assert.match(unknownOf({ "/opt/one.dll": writePe({ sections: [] }) })[0] ?? "", /^1 executable or library that/);
});

test("those that a package of the operating system owns are known, by whatever path it lists them", () => {
	const files = {
		"/etc/os-release": "ID=alpine\nVERSION_ID=3.19.1\n",
		"/lib": { link: "usr/lib" },
		"/usr/lib/apk/db/installed": "P:tool\nV:1-r0\nF:lib\nR:libtool.so\n",
		"/usr/lib/libtool.so": ELF,
	};

	assert.deepEqual(codesOf(inventoryOf(files, image)), []);
});

test("those in the folder of a package, and beside Python's, are part of it", () => {
	const files = {
		"/app/node_modules/x/package.json": '{"name":"x","version":"1.0.0"}',
		"/app/node_modules/x/build/x.node": ELF,
		"/app/node_modules/y/y.node": ELF,
		"/usr/lib/python3/site-packages/z-1.0.dist-info/METADATA": "Name: z\nVersion: 1.0\n",
		"/usr/lib/python3/site-packages/z/z.so": ELF,
		"/gems/specifications/g-1.0-x86_64-linux.gemspec":
			'Gem::Specification.new do |s|\n  s.name = "g".freeze\n  s.version = "1.0".freeze\nend\n',
		"/gems/gems/g-1.0-x86_64-linux/lib/g.so": ELF,
		"/gems/extensions/x86_64-linux/3.2.0/g-1.0/g.so": ELF,
		"/app/package.json": '{"name":"app","version":"1.0.0"}',
		"/app/server": ELF,
	};

	assert.match(unknownOf(files)[0] ?? "", /^2 executables.*: \/app\/node_modules\/y\/y\.node \(\d+ bytes\), \/app\/server \(/);
});

test("those in the home of a Java virtual machine are part of it, those beside it are not", () => {
	const java = writeElf({ sections: [{ name: ".rodata", bytes: Buffer.from("openjdk\0java\x000.0\x0017.0.9+9\0") }] });

	assert.deepEqual(unknownOf({ "/opt/jdk/bin/java": java, "/opt/jdk/lib/libnet.so": ELF }), []);
	assert.equal(unknownOf({ "/usr/bin/java": java, "/usr/lib/libnet.so": ELF }).length, 1);
});
