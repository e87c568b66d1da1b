"""Whole-process recording 全过程记录 (APL:47): what is filmed, which film shows which act, how long films are kept."""
