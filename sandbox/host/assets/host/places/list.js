/** Leads list: checked rows show "More", where installed widgets of this list offer their action. */
define(['jquery'], function ($) {
  'use strict';

  return function showList(boot, widgets) {
    var $page = $('#list_page_holder');
    boot.widgets
      .filter(function (widget) {
        return widget.locations.some(function (one) {
          return /^llist(-[01])?$/.test(one);
        });
      })
      .forEach(function (widget) {
        $('.js-list-menu').append(
          $('<li></li>').append(
            $('<button type="button" class="list-more__item js-list-action"></button>')
              .attr('data-code', widget.code)
              .text(widget.title || widget.code),
          ),
        );
      });
    $page.on('change', '.js-list-row__check', function () {
      var count = $page.find('.js-list-row__check:checked').length;
      $('.js-list-count').text(count);
      $('.js-list-actions').prop('hidden', count === 0);
    });
    $page.on('click', '.js-list-more', function () {
      var $menu = $('.js-list-menu');
      var isOpen = $menu.prop('hidden');
      $menu.prop('hidden', !isOpen);
      $(this).attr('aria-expanded', String(isOpen));
    });
    $page.on('click', '.js-list-action', function () {
      $('.js-list-menu').prop('hidden', true);
      widgets.call($(this).attr('data-code'), 'leads.selected').catch(function () {});
    });
  };
});
