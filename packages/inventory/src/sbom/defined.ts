/** An object without the members that are undefined. */
export type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
	[K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out what is undefined: to be absent is another thing than to be undefined. */
export function defined<T extends object>(value: T): Defined<T> {
	const members: Record<string, unknown> = {};
	for (const [name, member] of Object.entries(value)) if (member !== undefined) members[name] = member;
	return members as Defined<T>;
}
