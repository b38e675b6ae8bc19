import type { Node } from "./node.ts";
import type { NodeTree } from "./node-tree.ts";

/** A path on its way through a tree, name by name, links put in its place as they are met. */
export class PathWalk {
	/** The node reached so far. */
	at: Node;
	/** Links followed so far. */
	links = 0;
	readonly #tree: NodeTree;
	/** Names still to go, the next one last. */
	readonly #rest: string[];

	constructor(tree: NodeTree, path: string, from: Node) {
		this.#tree = tree;
		this.at = path.startsWith("/") ? tree.root : from;
		this.#rest = path.split("/").reverse();
	}

	/** How many names are still to go. */
	get remaining(): number {
		return this.#rest.length;
	}

	/** The next name that leads down; `..` leads up at once, from the folder that was really reached and never above the root. */
	next(): string | undefined {
		for (let name = this.#rest.pop(); name !== undefined; name = this.#rest.pop()) {
			if (name === "..") this.at = this.at.parent ?? this.at;
			else if (name !== "" && name !== ".") return name;
		}
		return undefined;
	}

	/** Goes where a link leads. */
	follow(target: string): void {
		this.links++;
		if (target.startsWith("/")) this.at = this.#tree.root;
		const names = target.split("/").reverse();
		this.#tree.spend(names.length);
		for (const name of names) this.#rest.push(name);
	}
}
