/**
 * What an object itself has under a key; nothing of what every object has. (`Object.hasOwn` is not in every browser.)
 * @template Value
 * @param {Record<string, Value>} object
 * @param {string} key
 * @returns {Value | undefined}
 */
export function own(object, key) {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

/**
 * A copy of plain data, with all that is in it.
 * @template Value
 * @param {Value} data
 * @returns {Value}
 */
export function copyOf(data) {
  return JSON.parse(JSON.stringify(data));
}
