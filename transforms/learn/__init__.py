"""Learns how to read a site nobody wrote rules for, from a dozen of its pages, with a general extractor as teacher.

    study.py       what each page says of itself            tree.py       its elements and their text
    likeness.py    how much a page looks like an article    shown.py      titles and dates it shows
    learning.py    the way from pages to rules              articles.py   which pages the rules read as articles
    finish.py      marks, scores, problems                  result.py     the rules as given
    selectors.py   names for elements                       choosing.py   which names find a field
    body.py        the element that holds the text          headline.py   title and lead
    stamps.py      publication and edit                     places.py     where dates stand
    people.py      author and credit                        labels.py, names.py   by label; by name and place
    extras.py      section, keywords, picture above         trim.py       what to leave out of the text
    marks.py       what tells articles from other pages     breakage.py   whether rules that read a site still do
Pure: pages in, rules out; the same pages give the same rules.
"""

from transforms.learn.learning import learn
from transforms.learn.result import LearnedRules, proposed_source

__all__ = ["LearnedRules", "learn", "proposed_source"]
