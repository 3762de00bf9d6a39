/* Zoekt zoals 'convenant find': dezelfde woorden, dezelfde volgorde. De index komt uit zoekindex.js. */
(function () {
  "use strict";
  const data = window.CONVENANT_ZOEK;
  const leeg = new Set(data.leeg);

  const soorten = data.soorten.map(function (soort) {
    return {
      soort: soort.soort,
      dingen: soort.dingen,
      lengten: soort.lengten,
      gemiddeld: soort.lengten.length ? soort.lengten.reduce((som, een) => som + een, 0) / soort.lengten.length : 1,
      // Per stam de teksten waarin hij staat: nummer, hoe vaak, nummer, hoe vaak, …
      plaatsen: new Map(soort.stammen.map((stam, nummer) => [stam, soort.plaatsen[nummer]])),
      woorden: soort.woorden,
      stam: new Map(soort.woorden.map((woord, nummer) => [woord, soort.stammen[soort.stam[nummer]]])),
    };
  });

  function woorden(tekst) {
    const kaal = tekst.toLowerCase().replace(/ß/g, "ss").normalize("NFKD").replace(/\p{Mn}/gu, "");
    return kaal.match(/[\p{L}\p{N}]+/gu) || [];
  }

  function zeggend(tekst) {
    const alle = [...new Set(woorden(tekst))];
    const over = alle.filter((woord) => !leeg.has(woord));
    return over.length ? over : alle;
  }

  function stam(woord) {
    const uitgang = data.uitgangen.find((een) => woord.endsWith(een) && woord.length - een.length >= data.over);
    if (uitgang) {
      woord = woord.slice(0, -uitgang.length);
    }
    const laatste = woord[woord.length - 1];
    if (woord.length > 1 && laatste === woord[woord.length - 2] && !"aeiou".includes(laatste)) {
      woord = woord.slice(0, -1);
    }
    if (woord.endsWith("v") || woord.endsWith("z")) {
      woord = woord.slice(0, -1) + (woord.endsWith("v") ? "f" : "s");
    }
    return woord.replace(/(aa|ee|oo|uu)(?=[^aeiou]$)/g, (klank) => klank[0]);
  }

  function hoofd(tekst, bekend) {
    for (const tussen of data.tussen) {
      const past = tussen !== "" && tekst.endsWith(tussen);
      const kaal = past ? tekst.slice(0, -tussen.length) : tekst;
      if ((tussen === "" || past) && kaal.length >= data.kortst && bekend.has(stam(kaal))) {
        return stam(kaal);
      }
    }
    return null;
  }

  function delen(woord, bekend) {
    if (woord.length > data.langst) {
      return [];
    }
    for (let plek = data.kortst; plek <= woord.length - data.kortst; plek += 1) {
      const eerste = hoofd(woord.slice(0, plek), bekend);
      if (eerste === null) {
        continue;
      }
      const rest = woord.slice(plek);
      if (bekend.has(stam(rest))) {
        return [eerste, stam(rest)];
      }
      const verder = delen(rest, bekend);
      if (verder.length) {
        return [eerste, ...verder];
      }
    }
    return [];
  }

  function binnenin(woord, bekend) {
    if (woord.length > data.langst) {
      return null;
    }
    for (let lengte = woord.length - 2; lengte >= data.kortst; lengte -= 1) {
      const eerste = hoofd(woord.slice(0, lengte), bekend);
      if (eerste !== null && woord.length - lengte >= 3) {
        return eerste;
      }
      const laatste = stam(woord.slice(-lengte));
      if (bekend.has(laatste) && laatste.length > data.kortst) {
        return laatste;
      }
    }
    return null;
  }

  // Woorden die met het gevraagde woord beginnen of eindigen: 'privacyprotocol' bij 'privacy'.
  function eromheen(woord, soort) {
    const eigen = stam(woord);
    return soort.woorden.filter(function (een) {
      let rest = "";
      if (een.startsWith(eigen)) {
        rest = een.slice((een.startsWith(woord) ? woord : eigen).length);
      } else if (stam(een).endsWith(eigen)) {
        rest = stam(een).slice(0, -eigen.length);
      }
      return eigen.length >= data.kortst && rest.length >= data.kortst && !data.uitgangen.includes(rest)
        && (eigen.length > data.kortst || soort.plaatsen.has(stam(rest)));
    });
  }

  // Hoeveel letters fout, te weinig, te veel of verwisseld zijn; boven 'meest' maakt het niet meer uit.
  function afstand(een, ander, meest) {
    let ouder = [];
    let vorige = [];
    let rij = Array.from({ length: ander.length + 1 }, (_, nummer) => nummer);
    for (let i = 1; i <= een.length; i += 1) {
      ouder = vorige;
      vorige = rij;
      rij = [i];
      for (let j = 1; j <= ander.length; j += 1) {
        const gelijk = een[i - 1] === ander[j - 1];
        let kosten = Math.min(vorige[j] + 1, rij[j - 1] + 1, vorige[j - 1] + (gelijk ? 0 : 1));
        if (i > 1 && j > 1 && een[i - 1] === ander[j - 2] && een[i - 2] === ander[j - 1]) {
          kosten = Math.min(kosten, ouder[j - 2] + 1);
        }
        rij.push(kosten);
      }
      if (Math.min(...rij) > meest) {
        return meest + 1;
      }
    }
    return rij[rij.length - 1];
  }

  function bedoeld(woord, bekende) {
    let beste = [];
    let dichtst = Infinity;
    for (const een of woord.length > data.langst ? [] : bekende) {
      const kortste = Math.min(een.length, woord.length);
      const meest = kortste < 5 ? 0 : kortste < 8 ? 1 : 2;
      if (meest && een[0] === woord[0] && Math.abs(een.length - woord.length) <= meest) {
        const ver = afstand(woord, een, meest);
        if (ver <= meest && ver < dichtst) {
          dichtst = ver;
          beste = [];
        }
        if (ver <= meest && ver === dichtst) {
          beste.push(een);
        }
      }
    }
    return beste.sort((een, ander) => (een < ander ? -1 : 1));
  }

  function begrijp(soort, woord) {
    const zo = (stammen, wat) => Object.assign({ gevraagd: woord, stammen: new Map(stammen), zeker: false }, wat);
    const eigen = stam(woord);
    if (soort.plaatsen.has(eigen)) {
      return zo([[eigen, 1]], { zeker: true });
    }
    const samen = delen(woord, soort.plaatsen);
    if (samen.length) {
      return zo(samen.map((een) => [een, data.deel]), { zeker: true });
    }
    if (eigen.startsWith("ge") && soort.plaatsen.has(eigen.slice(2))) {
      return zo([[eigen.slice(2), data.deel]], { zeker: true });
    }
    const ruimer = eromheen(woord, soort);
    if (ruimer.length) {
      return zo(ruimer.map((een) => [soort.stam.get(een), data.binnenin]), { zeker: true });
    }
    const beste = bedoeld(woord, soort.woorden);
    if (beste.length) {
      return zo(beste.map((een) => [soort.stam.get(een), data.tikfout]), { verbeterd: beste[0] });
    }
    const deel = binnenin(woord, soort.plaatsen);
    return zo(deel === null ? [] : [[deel, data.binnenin]], {});
  }

  function zoekIn(soort, gevraagd) {
    const aantal = soort.lengten.length;
    const per = gevraagd.filter((woord) => woord.stammen.size).map(function (woord) {
      const punten = new Map();
      for (const [stamvorm, gewicht] of woord.stammen) {
        const plaatsen = soort.plaatsen.get(stamvorm);
        const hoeveel = plaatsen.length / 2;
        const zeldzaam = Math.log(1 + (aantal - hoeveel + 0.5) / (hoeveel + 0.5));
        for (let nummer = 0; nummer < plaatsen.length; nummer += 2) {
          const ding = plaatsen[nummer];
          const keer = plaatsen[nummer + 1];
          const rem = data.k * (1 - data.b + data.b * soort.lengten[ding] / soort.gemiddeld);
          const waarde = gewicht * zeldzaam * keer * (data.k + 1) / (keer + rem);
          punten.set(ding, Math.max(punten.get(ding) || 0, waarde));
        }
      }
      return { woord: woord.gevraagd, punten: punten };
    });
    const gevonden = [];
    for (const ding of new Set(per.flatMap((een) => [...een.punten.keys()]))) {
      const mee = per.filter((een) => een.punten.get(ding));
      const som = per.reduce((tot, een) => tot + (een.punten.get(ding) || 0), 0);
      mee.sort((een, ander) => ander.punten.get(ding) - een.punten.get(ding));
      gevonden.push({ ding: ding, ruw: som, woorden: mee.map((een) => een.woord) });
    }
    const rond = (getal) => Math.round(getal * 1e9) / 1e9;
    gevonden.sort((een, ander) => rond(ander.ruw) - rond(een.ruw) || een.ding - ander.ding);
    gevonden.forEach((een) => { een.punten = een.ruw * soort.dingen[een.ding][1]; });
    gevonden.sort((een, ander) => ander.punten - een.punten);
    const beste = gevonden.length ? gevonden[0].punten : 0;
    return gevonden.filter((een) => een.punten >= beste * data.waard);
  }

  /* Geeft per soort wat er is gevonden, het beste eerst, en hoe de woorden zijn begrepen. */
  window.convenantVind = function (vraag) {
    const gevraagd = zeggend(vraag);
    const begrepen = soorten.map((soort) => gevraagd.map((woord) => begrijp(soort, woord)));
    const zeker = new Set(begrepen.flat().filter((een) => een.zeker).map((een) => een.gevraagd));
    const antwoorden = soorten.map(function (soort, nummer) {
      const uitleg = begrepen[nummer].map(
        (een) => (een.zeker || !zeker.has(een.gevraagd) ? een : { gevraagd: een.gevraagd, stammen: new Map() }),
      );
      return { soort: soort.soort, dingen: soort.dingen, vondsten: zoekIn(soort, uitleg), woorden: uitleg };
    });
    const eerste = antwoorden[0].vondsten[0];
    if (eerste) {
      antwoorden.slice(1).forEach(function (antwoord) {
        antwoord.vondsten = antwoord.vondsten.filter((een) => een.woorden.includes(eerste.woorden[0]));
      });
    }
    return antwoorden;
  };
})();
