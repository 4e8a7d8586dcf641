// The browser of a person who signs in and allows what is asked, without looking at the page.

export class Browser {
  cookies = new Map();

  /** Where the application finds its answer. */
  async allow(url, person) {
    const page = await this.get(url);
    const signedIn = await this.submit(page, { act: "sign_in", person });
    const consent = await this.get(new URL(signedIn.headers.get("location"), url));
    const [, workspace] = consent.text.match(/name="workspace" value="([\w-]+)"/);
    const done = await this.submit(consent, { act: "allow", workspace });
    return new URL(done.headers.get("location"));
  }

  async get(url) {
    const answer = await this.fetch(url, {});
    return { url, text: await answer.text() };
  }

  submit(page, fields) {
    const [, token] = page.text.match(/name="form_token" value="(\w+)"/);
    return this.fetch(page.url, { method: "POST", body: new URLSearchParams({ form_token: token, ...fields }) });
  }

  async fetch(url, options) {
    const cookie = [...this.cookies].map((pair) => pair.join("=")).join("; ");
    const answer = await fetch(url, { ...options, redirect: "manual", headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, key, value] = line.match(/^([^=]+)=([^;]*)/);
      this.cookies.set(key, value);
    }
    return answer;
  }
}
