import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Package } from "@plimsoll/core";
import fc from "fast-check";
import { samplePackage } from "../testing/sample-report.ts";
import { type Containment, containmentOf } from "./containment.ts";

const packageIn = (name: string, ...containers: readonly string[]): Package => ({
	...samplePackage({ name, version: "1", purl: name }),
	containedIn: containers,
});

/** Every package with the depth it stands at. */
function walk({ top, parts }: Containment): readonly (readonly [string, number])[] {
	const found: (readonly [string, number])[] = [];
	const visit = (pkg: Package, depth: number): void => {
		found.push([pkg.purl, depth]);
		for (const part of parts.get(pkg.purl) ?? []) visit(part, depth + 1);
	};
	for (const pkg of top) visit(pkg, 0);
	return found;
}

describe("containment", () => {
	it("places a package in the first of those that it lies in", () => {
		const { top, parts } = containmentOf([packageIn("war"), packageIn("jar", "nowhere", "war", "other"), packageIn("other")]);

		assert.deepEqual(
			top.map(({ purl }) => purl),
			["war", "other"],
		);
		assert.deepEqual(
			parts.get("war")?.map(({ purl }) => purl),
			["jar"],
		);
	});

	it("cuts what is nested without end, and loses nothing", () => {
		const chain = Array.from({ length: 100 }, (_, index) => packageIn(`p${index}`, `p${index - 1}`));

		const placed = walk(containmentOf(chain));

		assert.equal(placed.length, 100);
		assert.ok(placed.every(([, depth]) => depth <= 8));
	});

	it("has every package once, whatever lies in whatever", () => {
		const name = fc.integer({ min: 0, max: 12 }).map((number) => `p${number}`);
		fc.assert(
			fc.property(fc.uniqueArray(fc.tuple(name, fc.array(name, { maxLength: 3 })), { selector: ([purl]) => purl }), (made) => {
				const packages = made.map(([purl, containers]) => packageIn(purl, ...containers));

				const placed = walk(containmentOf(packages)).map(([purl]) => purl);

				assert.deepEqual(placed.toSorted(), packages.map(({ purl }) => purl).toSorted());
			}),
		);
	});
});
