"""Sets of articles, kept beside the embedded index: "at least half of these words" and facets without walking its lists.

A search of many words walks the list of each word, for the facets and once more for the ranking; that is most of its time.
So the index step writes, for each segment that tantivy has (segments never change besides deletions), which of its
documents hold each frequent word, each value of a facet, and each of true and false: BUILD/sets/UNIT/SEGMENT-2.sets; and
where documents were deleted, which are left: SEGMENT-OPSTAMP-2.alive (2 is the form). Readers map these files and reckon with them:

    at_least.py   what is in so many of some sets
    files.py      one segment's file: written beside and renamed into place, opened by mapping it
    making.py     the index step's part: what a committed index lacks of them is made, what is of no use any more removed
    known.py      a reader's part: the sets of all segments under one numbering; what a query matches
    values.py     facets counted over a set
    asking.py     what the engine asks: the counts of a query, its total, which of the best hits match

They are never needed. A file that is missing (the run was killed between the commit and its end), damaged, or of another
state of the index means that tantivy is asked, as for all that no set is kept of: the same answers, slower. Each set has a
checksum: readers look at it before they use the set, the index step at all of them, so that the next run makes what is damaged
anew.
"""
