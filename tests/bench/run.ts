/** `npm run bench`: measures and prints a table. Nothing here asserts on seconds. */
export {};
