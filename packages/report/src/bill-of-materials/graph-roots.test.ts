import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Package } from "@plimsoll/core";
import fc from "fast-check";
import { samplePackage } from "../testing/sample-report.ts";
import { graphRoots } from "./graph-roots.ts";

const needing = (purl: string, ...dependsOn: readonly string[]): Package => ({
	...samplePackage({ name: purl, version: "1", purl }),
	dependsOn,
});

const purlsOf = (packages: readonly Package[]): readonly string[] => packages.map(({ purl }) => purl);

describe("the roots of the dependency graph", () => {
	it("are what is asked for, and what nothing else needs", () => {
		const packages = [needing("a", "b"), { ...needing("b"), direct: true }, needing("c"), needing("d"), needing("e", "d")];

		assert.deepEqual(purlsOf(graphRoots(packages)), ["a", "b", "c", "e"]);
	});

	it("are one of each circle that nothing leads into", () => {
		assert.deepEqual(purlsOf(graphRoots([needing("a", "b"), needing("b", "a"), needing("c", "c")])), ["a", "c"]);
	});

	it("lead to every package", () => {
		const name = fc.integer({ min: 0, max: 9 }).map(String);
		fc.assert(
			fc.property(fc.uniqueArray(fc.tuple(name, fc.array(name, { maxLength: 3 })), { selector: ([purl]) => purl }), (made) => {
				const packages = made.map(([purl, others]) => needing(purl, ...others));
				const byPurl = new Map(packages.map((pkg) => [pkg.purl, pkg]));

				const reached = new Set(purlsOf(graphRoots(packages)));
				for (const purl of reached) for (const other of byPurl.get(purl)?.dependsOn ?? []) if (byPurl.has(other)) reached.add(other);

				assert.equal(reached.size, packages.length);
			}),
		);
	});
});
