/** Values by key, of which the oldest go when there are more than `limit`. */
export class Memo<T> {
  private readonly _values = new Map<string, T>();

  constructor(private readonly _limit: number) {}

  get(key: string): T | undefined {
    return this._values.get(key);
  }

  set(key: string, value: T): void {
    this._values.delete(key);
    this._values.set(key, value);
    if (this._values.size > this._limit) {
      const [oldest] = this._values.keys();
      this._values.delete(oldest);
    }
  }
}
