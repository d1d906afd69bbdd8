# MkDocs' events: the package answers all of them.
from openshelf.site.hook import *
