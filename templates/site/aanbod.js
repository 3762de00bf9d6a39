/* Toont het zoekvak, en laat van de kaarten op de pagina alleen zien wat past, het beste eerst. */
(function () {
  "use strict";
  const formulier = document.querySelector("form.zoek");
  formulier.hidden = false;
  const lijst = document.getElementById("lijst");
  if (!lijst) {
    return; // de startpagina: zoeken gebeurt op de pagina met het aanbod
  }
  document.documentElement.classList.add("met-script");

  const PER_KEER = 12;
  const KOPPEN = {
    aanspreekpunt: "Wie u kunt bellen",
    actie: formulier.dataset.acties,
    partij: "Partijen",
    orgaan: "Waar de partijen samen overleggen",
    bepaling: "Afspraken",
  };
  const MEEST = { aanspreekpunt: 5, actie: 3, partij: 3, orgaan: 3, bepaling: 3 };
  const bij = (id) => document.getElementById(id);
  const vraag = bij("q");
  const keuzes = [...formulier.querySelectorAll("select")];
  const kaarten = [...lijst.children];
  const kaart = new Map(kaarten.map((een) => [een.dataset.pad, een]));
  const kenmerken = new Map(kaarten.map((een) => [een, new Set(een.dataset.kenmerken.split(" "))]));
  let gevonden = kaarten;
  let getoond = PER_KEER;
  let wacht = 0;

  function element(naam, tekst, eigen) {
    return Object.assign(document.createElement(naam), { textContent: tekst }, eigen);
  }

  function telling(aantal) {
    return (aantal || "Geen") + (aantal === 1 ? " mogelijkheid" : " mogelijkheden") + (vraag.value.trim() ? " gevonden" : "");
  }

  function past(een) {
    return keuzes.every((keuze) => !keuze.value || kenmerken.get(een).has(keuze.name + ":" + keuze.value));
  }

  function laatZien() {
    lijst.replaceChildren(...gevonden.slice(0, getoond));
    bij("meer").hidden = gevonden.length <= getoond;
  }

  function laatGekozenZien() {
    const knoppen = keuzes.filter((keuze) => keuze.value).map(function (keuze) {
      const naam = keuze.selectedOptions[0].textContent;
      const knop = element("button", naam, { type: "button", className: "label weg" });
      knop.setAttribute("aria-label", "Verwijder filter " + naam);
      knop.addEventListener("click", function () {
        keuze.value = "";
        zoek();
        (bij("gekozen").querySelector("button") || vraag).focus();
      });
      const punt = document.createElement("li");
      punt.append(knop);
      return punt;
    });
    bij("gekozen").replaceChildren(...knoppen);
    bij("gekozen").hidden = knoppen.length === 0;
  }

  function laatOokZien(antwoorden) {
    const delen = antwoorden.filter((een) => KOPPEN[een.soort] && een.vondsten.length).map(function (antwoord) {
      const deel = document.createElement("div");
      const rijen = element("ul", "", { className: "rijen" });
      antwoord.vondsten.slice(0, MEEST[antwoord.soort]).forEach(function (vondst) {
        const [pad, , titel, onder] = antwoord.dingen[vondst.ding];
        const rij = document.createElement("li");
        rij.append(element("a", titel, { href: pad }));
        if (onder) {
          rij.append(document.createElement("br"), element("span", onder, { className: "zacht" }));
        }
        rijen.append(rij);
      });
      deel.append(element("h3", KOPPEN[antwoord.soort]), rijen);
      return deel;
    });
    bij("ook-lijst").replaceChildren(...delen);
    bij("ook").hidden = delen.length === 0;
  }

  function laatVerbeterdZien(antwoorden) {
    const anders = new Map();
    antwoorden.forEach(function (antwoord) {
      antwoord.woorden.forEach(function (woord) {
        if (woord.verbeterd && !anders.has(woord.gevraagd)) {
          anders.set(woord.gevraagd, woord.verbeterd);
        }
      });
    });
    const eerste = antwoorden.length ? antwoorden[0].woorden : [];
    const gemist = eerste.filter((woord) => !woord.stammen.size).map((woord) => "‘" + woord.gevraagd + "’");
    const zinnen = [...anders].map(([fout, goed]) => "‘" + fout + "’ is gelezen als ‘" + goed + "’.");
    if (gemist.length && gevonden.length) {
      zinnen.push("In het aanbod staat niets over " + gemist.join(", ") + ".");
    }
    bij("verbeterd").textContent = zinnen.join(" ");
    bij("verbeterd").hidden = zinnen.length === 0;
  }

  function zoek() {
    const tekst = vraag.value.trim();
    const antwoorden = tekst ? window.convenantVind(tekst) : [];
    const over = tekst ? antwoorden[0].vondsten.map((een) => kaart.get(antwoorden[0].dingen[een.ding][0])) : kaarten;
    gevonden = over.filter(past);
    getoond = PER_KEER;
    laatZien();
    laatGekozenZien();
    laatOokZien(antwoorden);
    laatVerbeterdZien(antwoorden);
    bij("niets").hidden = gevonden.length > 0;
    bij("lijst-kop").hidden = gevonden.length === 0;
    const adres = new URLSearchParams(
      [["q", tekst], ...keuzes.map((keuze) => [keuze.name, keuze.value])].filter((paar) => paar[1]),
    ).toString();
    try {
      history.replaceState(null, "", location.pathname + (adres ? "?" + adres : ""));
    } catch (fout) {
      // Safari weigert dit bij een bestand, en bij wie heel snel typt: dan zoekt het zonder dat het adres meedoet.
      console.info(fout);
    }
    // Wie luistert, hoort het aantal als het typen even stopt.
    clearTimeout(wacht);
    wacht = setTimeout(function () { bij("uitslag").textContent = telling(gevonden.length); }, tekst ? 400 : 0);
  }

  function vulIn() {
    const adres = new URLSearchParams(location.search);
    vraag.value = adres.get("q") || "";
    keuzes.forEach(function (keuze) {
      const waarde = adres.get(keuze.name) || "";
      keuze.value = [...keuze.options].some((optie) => optie.value === waarde) ? waarde : "";
    });
  }

  vraag.addEventListener("input", zoek);
  keuzes.forEach((keuze) => keuze.addEventListener("change", zoek));
  formulier.addEventListener("submit", function (gebeurtenis) {
    gebeurtenis.preventDefault();
    zoek();
  });
  bij("meer").addEventListener("click", function () {
    const eerste = getoond;
    getoond += PER_KEER;
    laatZien();
    lijst.children[eerste].querySelector("a").focus();
  });
  vulIn();
  zoek();
})();
