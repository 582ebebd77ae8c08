const has = Object.prototype.hasOwnProperty;

/**
 * What an object itself has under a key; nothing of what every object has. (`Object.hasOwn` is not in every browser.)
 * @template Value
 * @param {Record<string, Value>} object
 * @param {string} key
 * @returns {Value | undefined}
 */
export function own(object, key) {
  return has.call(object, key) ? object[key] : undefined;
}
