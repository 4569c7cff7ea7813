// Measuring, inside the page: each function of `measures` gives what a checker needs,
// mostly a list of findings in words. Evaluated by checks.mjs, never part of a site.
"use strict";

globalThis.measures ??= (() => {
  const called = (element) => {
    const id = element.id && `#${element.id}`;
    const words = (element.innerText || element.getAttribute("aria-label") || "").trim().slice(0, 30);

    return `<${element.localName}${id}> ${words}`.trim();
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const rendered = (element) => shown(element) && !element.closest(".visually-hidden");
  const everything = () => [...document.body.querySelectorAll("*")];

  // ---- colours ----

  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  // Red, green, blue and how opaque, each 0…1, of any colour that CSS knows.
  const paint = (colour) => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
  };
  const painted = new Map();
  const parse = (colour) => {
    if (!painted.has(colour)) painted.set(colour, paint(colour));
    return painted.get(colour);
  };
  const over = (front, back) => front.slice(0, 3).map((part, i) => part * front[3] + back[i] * (1 - front[3]));
  const behind = (element) => {
    const own = parse(getComputedStyle(element).backgroundColor);

    if (own[3] === 1) return own.slice(0, 3);
    return over(own, element.parentElement ? behind(element.parentElement) : [1, 1, 1]);
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const textContrast = (element) => {
    const style = getComputedStyle(element);
    const back = behind(element);

    return contrast(over(parse(element instanceof SVGElement ? style.fill : style.color), back), back);
  };
  const ownText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const isLarge = (style) => parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24);

  // Texts fainter than [least] : 1, large ones than [large] : 1.
  const faint = (least, large) =>
    everything()
      .filter((element) => ownText(element) && rendered(element) && !element.closest("svg > title, svg > desc"))
      .map((element) => [element, textContrast(element), isLarge(getComputedStyle(element)) ? large : least])
      .filter(([, ratio, wanted]) => ratio < wanted - 0.005)
      .map(([element, ratio]) => `${ratio.toFixed(2)} : 1 ${called(element)}`);

  const paper = () => luminance(behind(document.body));

  // ---- boxes ----

  const scrolls = (element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
  const boxed = (element) => {
    for (let each = element.parentElement; each && each !== document.body; each = each.parentElement)
      if (scrolls(each)) return true;
    return false;
  };

  // What makes the page scroll sideways, and texts cut off by their own box.
  const overflow = () => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    const cut = everything().filter((element) => rendered(element) && ownText(element)
      && /hidden|clip/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1);
    const out = everything().filter((element) =>
      shown(element) && !boxed(element) && element.getBoundingClientRect().right > innerWidth + 0.5);

    return [...(wide > 0 ? [`${wide} px too wide: ${out.slice(0, 3).map(called).join(", ")}`] : []),
      ...cut.map((element) => `cut off: ${called(element)}`)];
  };

  const fontSizes = () =>
    everything().filter((element) => ownText(element) && rendered(element))
      .map((element) => [called(element), parseFloat(getComputedStyle(element).fontSize)]);

  // ---- keyboard ----

  const CONTROLS = "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [onclick]";
  const isFirstRadio = (element, all) => {
    const group = all.filter((other) => other.type === "radio" && other.name === element.name);
    return element === (group.find((other) => other.checked) ?? group[0]);
  };
  const controls = () => {
    const all = [...document.querySelectorAll(CONTROLS)].filter((element) =>
      shown(element) && !element.disabled && element.getAttribute("tabindex") !== "-1");

    return all.filter((element) => element.type !== "radio" || isFirstRadio(element, all));
  };

  // Numbers everything that Tab has to reach; gives the names, by number. Tab will
  // begin at the top of the page, wherever it was used before.
  const numberStops = () => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    return controls().map((element, i) => {
      element.dataset.stop = i;
      return called(element);
    });
  };

  const jumpsAhead = () => [...document.querySelectorAll("[tabindex]")].filter((e) => e.tabIndex > 0).map(called);

  const ringIsFaint = (element) => {
    const style = getComputedStyle(element);

    // The browser's own ring has two colours, one of which is always seen.
    if (style.outlineStyle === "auto") return "";
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return "no ring";
    const ratio = contrast(parse(style.outlineColor).slice(0, 3), behind(element.parentElement));
    return ratio < 3 ? `a ring of ${ratio.toFixed(2)} : 1` : "";
  };
  // A link of several lines may be taller than the window: the first line within it
  // counts. In the middle of what the window shows of that, there must be nothing else.
  const isCovered = (element) => {
    const box = [...element.getClientRects()].find(({ left, right, top, bottom }) =>
      right > 0 && bottom > 0 && left < innerWidth && top < innerHeight);

    if (!box) return "outside the window";
    const there = document.elementFromPoint((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
      (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
    return element.contains(there) || there?.closest("label")?.contains(element) ? "" : "covered";
  };

  // The number of the element in focus, its name, and what is wrong with how that shows.
  const focused = () => {
    const element = document.activeElement;
    const isReal = element && element !== document.body;

    return isReal && { stop: element.dataset.stop, name: called(element),
      wrong: [ringIsFaint(element), isCovered(element)].filter(Boolean).join(", ") };
  };

  // ---- paper, movement ----

  // The heading of a column that sorts by it is still a heading on paper.
  const printed = () =>
    [...document.querySelectorAll("nav, form, :not(th) > button, input, select, [role=search]")]
      .filter(rendered).map(called);

  // What has moved since the page was read to its end and shown, for visitors with late scripts. Until
  // then columns find their widths row by row, as slowly as the page comes in.
  const shift = () => new Promise((done) => {
    let sum = 0;

    new PerformanceObserver((list) => {
      for (const { startTime, value } of list.getEntries()) if (startTime >= globalThis.readAt) sum += value;
    }).observe({ type: "layout-shift", buffered: true });
    const wait = () => (globalThis.readAt === undefined ? requestAnimationFrame(wait) : setTimeout(() => done(sum), 300));
    wait();
  });

  const texts = (selector) => [...document.querySelectorAll(selector)].filter(rendered).map((e) => e.innerText.trim());

  return { faint, paper, overflow, fontSizes, numberStops, jumpsAhead, focused, printed, shift, texts };
})();
