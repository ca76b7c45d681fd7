/** Returns a name that nothing else has, on any machine: without TLS a browser has no names of its own to give. */
export const newName = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
