import { compareText } from "@plimsoll/core";
import type { Node } from "./node.ts";

/** A node and its absolute path. */
export interface Visited {
	readonly node: Node;
	readonly path: string;
}

/** What is still to be visited: a node, or (with `isInside`) what it holds. */
interface Pending extends Visited {
	readonly isInside: boolean;
}

/**
 * Visits every node below `folder`, ordered by code unit of the whole path: `/a`, `/a-b`, `/a/c`. What a folder holds sorts
 * with a slash after its name, which is why the folder and its inside are two places in the order.
 */
export function* walkNodes(folder: Node): Generator<Visited> {
	const stack: Pending[] = insideOf(folder, "");
	for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
		if (next.isInside) for (const inner of insideOf(next.node, next.path)) stack.push(inner);
		else yield next;
	}
}

/** What a folder holds, last first, so that it can be put on a stack. */
function insideOf(folder: Node, path: string): Pending[] {
	const keyed: [key: string, pending: Pending][] = [];
	for (const node of folder.children?.values() ?? []) {
		const child = `${path}/${node.name}`;
		keyed.push([node.name, { node, path: child, isInside: false }]);
		if (node.children !== undefined) keyed.push([`${node.name}/`, { node, path: child, isInside: true }]);
	}
	return keyed.sort(([a], [b]) => compareText(b, a)).map(([, pending]) => pending);
}

/** Visits every node below `folder` as they come, which costs nothing for those that are never reached. */
export function* walkUnordered(folder: Node): Generator<Visited> {
	const stack = [{ path: "", nodes: folder.children?.values() }];
	for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
		const next = top.nodes?.next();
		if (next?.value === undefined) {
			stack.pop();
			continue;
		}
		const visited = { node: next.value, path: `${top.path}/${next.value.name}` };
		yield visited;
		if (visited.node.children !== undefined) stack.push({ path: visited.path, nodes: visited.node.children.values() });
	}
}
